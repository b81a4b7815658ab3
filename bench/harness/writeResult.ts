import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Measured } from './Benchmark';
import { drawCurve } from './drawCurve';
import { thisMachine } from './machine';
import { Result } from './Result';
import { summarize } from './statistics';

/** Keeps what was measured beside when and on what, and draws it where it grows. */
export async function writeResult(
  { name, about }: { name: string; about: string },
  measured: Measured,
  options: { folder: string; at: Date },
): Promise<void> {
  const { folder, at } = options;
  const { curve, versions = {}, ratios, notes = [] } = measured;
  await mkdir(folder, { recursive: true });
  const plot = curve && `${name}.svg`;
  const result: Result = {
    name,
    about,
    at: at.toISOString(),
    machine: thisMachine(),
    versions,
    figures: measured.figures.map(figure => ({
      ...figure,
      ...summarize(figure.values),
    })),
    ratios,
    notes,
    ...(plot ? { plot } : {}),
  };
  await writeFile(
    join(folder, `${name}.json`),
    `${JSON.stringify(result, undefined, 2)}\n`,
  );
  if (curve && plot) {
    await writeFile(join(folder, plot), `${await drawCurve(curve)}\n`);
  }
}
