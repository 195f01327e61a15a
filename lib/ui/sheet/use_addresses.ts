import { type ReadonlySignal, useSignal } from "@preact/signals";
import { useEffect } from "preact/hooks";
import { getJson } from "../later/get_json.ts";
import { type Addresses, NO_ADDRESSES, readAddresses } from "./invite_links.ts";

/** How this server can be reached; until it has said so, and where it does not, nothing is known. */
export function useAddresses(): ReadonlySignal<Addresses> {
  const addresses = useSignal<Addresses>(NO_ADDRESSES);
  useEffect(() => {
    // Without them the address of this page has to do.
    getJson("/api/addresses").then(
      (data) => addresses.value = readAddresses(data),
      () => {},
    );
  }, []);
  return addresses;
}
