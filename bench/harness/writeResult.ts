import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Measured } from './Benchmark';
import { drawCurve } from './drawCurve';
import { thisMachine } from './machine';
import { summarize } from './statistics';

/** Keeps what was measured beside when and on what, and draws it where it grows. */
export async function writeResult(
  name: string,
  measured: Measured,
  options: { folder: string; at: Date },
): Promise<void> {
  const { folder, at } = options;
  await mkdir(folder, { recursive: true });
  const result = {
    name,
    at: at.toISOString(),
    machine: thisMachine(),
    versions: measured.versions ?? {},
    figures: measured.figures.map(figure => ({
      ...figure,
      ...summarize(figure.values),
    })),
    ratios: measured.ratios,
    notes: measured.notes ?? [],
  };
  await writeFile(
    join(folder, `${name}.json`),
    `${JSON.stringify(result, undefined, 2)}\n`,
  );
  if (measured.curve) {
    await writeFile(
      join(folder, `${name}.svg`),
      `${await drawCurve(measured.curve)}\n`,
    );
  }
}
