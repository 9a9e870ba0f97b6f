import axe from 'axe-core';
import type { Panel } from './panel';
import type { Remote } from './source';

/** What axe finds in a document, colours included: each fault by its name and where it is. */

type Evaluate = <T>(fn: Remote<[], T>) => Promise<T>;

/**
 * Axe travels with the question, as extension pages load no script but their own. What is still fading in has no colour
 * of its own yet, so what moves and will end is waited for.
 */
const question = (): Remote<[], string[]> => {
  const body = `${axe.source};
    const ending = document.getAnimations().filter(({ effect }) => effect.getComputedTiming().endTime < Infinity);
    return Promise.allSettled(ending.map(({ finished }) => finished)).then(() =>
      window.axe.run(document, { resultTypes: ['violations'] })).then(({ violations }) =>
      violations.flatMap(({ id, nodes }) => nodes.map((node) => id + ': ' + node.html.slice(0, 160))));`;
  return new Function(body) as Remote<[], string[]>;
};

export const faultsOf = (evaluate: Evaluate): Promise<string[]> => evaluate(question());

export const faultsOfPanel = (panel: Panel): Promise<string[]> => panel.evaluate(question());

export const wearTheme = (
  evaluate: <A extends unknown[], T>(fn: Remote<A, T>, ...args: A) => Promise<T>,
  theme: string,
) =>
  evaluate((theme) => {
    document.documentElement.dataset.theme = theme;
  }, theme);
