import dns from 'node:dns';
import { isIP, type LookupFunction } from 'node:net';
import ipaddr from 'ipaddr.js';

/** Longest URL of a receiver, in characters. */
export const LONGEST_RECEIVER = 2000;

/** Keeps messages away from private networks, so that a subscriber cannot reach what only this machine can (SSRF). */
export class ReceiverGuard {
  private readonly allowed: ReadonlySet<string>;

  /** @param allowedHosts - Host names or addresses allowed although private, also over HTTP (WEBHOOK_HOSTS). */
  constructor(allowedHosts: readonly string[]) {
    this.allowed = new Set(allowedHosts.map((host) => host.toLowerCase()));
  }

  /** What is wrong with a URL before DNS lookup; undefined when nothing is. */
  fault(text: string): string | undefined {
    const url = text.length <= LONGEST_RECEIVER && URL.canParse(text) ? new URL(text) : undefined;
    if (url === undefined || !/^https?:$/.test(url.protocol))
      return `takes an https URL of at most ${LONGEST_RECEIVER} characters`;
    if (url.username !== '' || url.password !== '') return 'takes a URL without user name and password';
    // As in WEBHOOK_HOSTS and DNS: an IPv6 address without brackets.
    const host = url.hostname.replace(/^\[(.*)\]$/, '$1');
    if (this.allowed.has(host)) return undefined;
    if (isIP(host) > 0 && !isPublicAddress(host)) return privateHost(host);
    return url.protocol === 'https:'
      ? undefined
      : 'takes https; http is allowed only for hosts in WEBHOOK_HOSTS';
  }

  /** DNS lookup that fails on private addresses; used by the connection itself, so that DNS rebinding cannot get around it. */
  readonly lookup: LookupFunction = (host, options, done) => {
    dns.lookup(host, { ...options, all: true }, (error, addresses) => {
      if (error !== null) {
        done(error, '', 0);
        return;
      }
      const [first] = addresses;
      const isOpen =
        this.allowed.has(host.toLowerCase()) || addresses.every(({ address }) => isPublicAddress(address));
      if (first === undefined || !isOpen) done(new Error(privateHost(host)), '', 0);
      else if (options.all === true) done(null, addresses);
      else done(null, first.address, first.family);
    });
  };
}

function privateHost(host: string): string {
  return `${host} has a private address; WEBHOOK_HOSTS names those that may be reached`;
}

/** Whether an address is public: not loopback, private, link-local, unique local, mapped, translated or reserved. */
export function isPublicAddress(address: string): boolean {
  if (!ipaddr.isValid(address)) return false;
  const parsed = ipaddr.parse(address);
  if (parsed.range() !== 'unicast') return false;
  // Global unicast is 2000::/3; IPv6 addresses outside of it stand for others.
  return parsed instanceof ipaddr.IPv4 || ((parsed.parts[0] ?? 0) & 0xe000) === 0x2000;
}
