/**
 * Where the source of this program is, which AGPL-3.0 section 13 has every page name. Who changes
 * the program for others puts the address of the changed source here.
 */
export const SOURCE_CODE_URL = "https://github.com/umena337/17kan";
