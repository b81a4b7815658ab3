import { InputError } from '@backstage/errors';
import { Settings } from '../settings/Settings';
import { Draft, editIn, requireIn, saveIn } from './Draft';
import { replaceResources } from './editKustomization';
import { SkeletonNames } from './SkeletonNames';
import { workerFile } from './workerFile';

/** Makes what the settings ask for of the folder `workers/`. */
export function editWorkersFolder(
  draft: Draft,
  settings: Settings,
  names: SkeletonNames,
): void {
  const pattern = names.worker;
  if (!pattern) {
    if (settings.workers.length > 0) {
      throw new InputError(
        'The skeleton has no file with a ScaledObject in workers/, which others would be copies of',
      );
    }
    return;
  }
  const example = requireIn(draft, pattern.path);
  draft.delete(pattern.path);
  const written = settings.workers.map(worker => {
    const file = workerFile(example, worker, { settings, names, pattern });
    if (draft.has(file.path)) {
      throw new InputError(
        `The skeleton has a ${file.path} already; rename the consumer or the file`,
      );
    }
    saveIn(draft, file);
    return file.path;
  });
  const fileName = (path: string) => path.slice('workers/'.length);
  editIn(draft, 'workers/kustomization.yaml', document =>
    replaceResources(document, [fileName(pattern.path)], written.map(fileName)),
  );
}
