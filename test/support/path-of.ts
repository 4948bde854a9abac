/** The path of an absolute address, to ask the app under test for it. */
export function pathOf(address: string): string {
  const { origin } = new URL(address);
  return address.slice(origin.length);
}
