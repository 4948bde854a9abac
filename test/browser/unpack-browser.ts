import chromium from '@sparticuz/chromium';

/**
 * Unpack the browser once, before any test runs.
 *
 * Test files run side by side; two that unpacked it at the same time would start half of it.
 */
export async function setup(): Promise<void> {
  await chromium.executablePath();
}
