/**
 * A function whose modules are loaded by its first call.
 *
 * For what a start can do without: whoever asks first waits for the modules, a start never does.
 *
 * @param load - Imports what is needed and makes the function; called once.
 * @see docs/decisions/0086-load-on-demand.md
 */
export function onDemand<Given extends readonly unknown[], Result>(
  load: () => Promise<(...given: Given) => Result | Promise<Result>>,
): (...given: Given) => Promise<Result> {
  let loaded: ReturnType<typeof load> | undefined;
  return async (...given) => {
    loaded ??= load();
    return await (
      await loaded
    )(...given);
  };
}
