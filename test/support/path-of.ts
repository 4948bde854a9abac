/** The path of an absolute URL, to request it from the app under test. */
export function pathOf(address: string): string {
  const { origin } = new URL(address);
  return address.slice(origin.length);
}
