import { describe, expect, it } from 'vitest';
import { CloseStack } from '../../src/server/http-service.js';

describe('a close stack', () => {
  it('closes once, in reverse order, one after the other', async () => {
    const stack = new CloseStack();
    const closed: string[] = [];
    const close = async (name: string): Promise<void> => {
      await Promise.resolve();
      closed.push(name);
    };
    expect(stack.use('library', close)).toBe('library');
    stack.use('search', close);
    stack.use('server', close);
    await stack.close();
    await stack.close();
    expect(closed).toEqual(['server', 'search', 'library']);
  });

  it('closes everything despite an error, and reports the first one', async () => {
    const stack = new CloseStack();
    const closed: string[] = [];
    stack.use('library', (name) => closed.push(name));
    stack.use('cards', () => {
      throw new Error('cards');
    });
    stack.use('search', () => Promise.reject(new Error('search')));
    await expect(stack.close()).rejects.toThrow('search');
    expect(closed).toEqual(['library']);
  });
});
