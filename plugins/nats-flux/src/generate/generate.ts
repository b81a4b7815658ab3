import { InputError } from '@backstage/errors';
import { explainLabel } from '../settings/explain';
import { quote } from '../settings/findings';
import { RepositoryFiles, Skeleton } from '../RepositoryFile';
import { Settings } from '../settings/Settings';
import { draftOf, requireIn, saveIn } from './Draft';
import { dropController } from './dropController';
import { editBrokerFolder } from './editBrokerFolder';
import { editCatalog } from './editCatalog';
import { editClusterFolder } from './editClusterFolder';
import { ACCOUNT_FILE, editJetStreamFolder } from './editJetStreamFolder';
import { editWorkersFolder } from './editWorkersFolder';
import { placeInFleet } from './placeInFleet';
import { withReadmeSections } from './readmeSections';
import { withReadmeTable } from './readmeTable';
import { skeletonNames } from './SkeletonNames';
import { tidyKustomizations } from './tidyKustomizations';

const NOTHING: ReadonlySet<string> = new Set();

/** Settings become paths and names in a shell; whoever calls may have overlooked a finding. */
function assertNames({ cluster, name, workers }: Settings): void {
  for (const text of [cluster, name, ...workers.map(w => w.name)]) {
    const problem = explainLabel(text);
    if (problem) {
      throw new InputError(`${quote(text)} ${problem}`);
    }
  }
}

/**
 * Makes a repository: the skeleton with the values that the settings ask for and
 * without what nobody asked for. Comments and files that the platform team
 * added stay. The same input gives the same bytes.
 *
 * @param settings - of `resolveSettings`, where no finding is an error
 * @param options - `unmarked`: what a repository that is changed declares without saying so on the broker
 * @throws InputError for a skeleton that lacks what has to be edited, naming the file and what is missing in it
 * @public
 */
export function generate(
  settings: Settings,
  skeleton: Skeleton,
  {
    unmarked = NOTHING,
  }: {
    /** By `assetKey`. */
    unmarked?: ReadonlySet<string>;
  } = {},
): RepositoryFiles {
  assertNames(settings);
  const names = skeletonNames(skeleton);
  const draft = draftOf(skeleton);
  editBrokerFolder(draft, settings, names);
  editJetStreamFolder(draft, settings, { names, unmarked });
  editWorkersFolder(draft, settings, names);
  tidyKustomizations(draft, skeleton, settings, names);
  if (settings.provisioning === 'portal' && !draft.has(ACCOUNT_FILE)) {
    dropController(draft, settings);
  }
  editClusterFolder(draft, skeleton, settings, names);
  const catalog = requireIn(draft, 'catalog-info.yaml');
  editCatalog(catalog, settings);
  saveIn(draft, catalog);
  const readme = draft.get('README.md');
  if (readme) {
    draft.set('README.md', {
      ...readme,
      content: withReadmeTable(
        withReadmeSections(readme.content, settings),
        settings,
      ),
    });
  }
  const placed =
    settings.layout === 'fleet' ? placeInFleet(draft, settings) : draft;
  return new Map([...placed].sort(([a], [b]) => (a < b ? -1 : 1)));
}
