import { describe, expect, it } from 'vitest';
import { Opened } from '../../src/server/opened.js';

describe('what a service has opened', () => {
  it('is closed once, the last opened first, each when the one before is through', async () => {
    const opened = new Opened();
    const closed: string[] = [];
    const close = async (name: string): Promise<void> => {
      await Promise.resolve();
      closed.push(name);
    };
    expect(opened.keep('library', close)).toBe('library');
    opened.keep('search', close);
    opened.keep('server', close);
    await opened.close();
    await opened.close();
    expect(closed).toEqual(['server', 'search', 'library']);
  });

  it('is closed to the end when one thing cannot be, and the first fault is told', async () => {
    const opened = new Opened();
    const closed: string[] = [];
    opened.keep('library', (name) => closed.push(name));
    opened.keep('cards', () => {
      throw new Error('cards');
    });
    opened.keep('search', () => Promise.reject(new Error('search')));
    await expect(opened.close()).rejects.toThrow('search');
    expect(closed).toEqual(['library']);
  });
});
