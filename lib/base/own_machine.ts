/** Whether a host name leads to the machine itself, wherever it is opened: RFC 6761, RFC 1122. */
export function isOwnMachine(hostname: string): boolean {
  return /^(?:localhost|127(?:\.\d+){3}|\[::1\])$/.test(hostname);
}
