import { textsAt } from '../../model/data';
import { JETSTREAM } from '../../model/Repository';
import { error, RepositoryRule } from '../../RepositoryRule';

const TAGS = ['spec', 'placement', 'tags'];
const SERVER_TAGS = ['config', 'merge', 'server_tags'];

/** reference-placement: tags that no server of the one broker of this repository has. */
const placement: RepositoryRule = function* placement({ natsReleases, of }) {
  const [release, ...others] = natsReleases;
  if (!release?.clustered || others.length > 0) {
    return;
  }
  const tags = new Set(
    textsAt(release.values, SERVER_TAGS).map(tag => tag.toLowerCase()),
  );
  for (const manifest of of(JETSTREAM, 'Stream', 'KeyValue', 'ObjectStore')) {
    for (const [i, tag] of textsAt(manifest.data, TAGS).entries()) {
      if (!tags.has(tag.toLowerCase())) {
        yield error(
          'reference-placement',
          manifest,
          [...TAGS, i],
          `no server of this repository has the tag, so the server refuses the asset (10005), and what depends on it is never applied; give servers the tag in config.merge.server_tags, or take it out`,
        );
      }
    }
  }
};

/** Rules about where streams are to live. */
export const placementRules: RepositoryRule[] = [placement];
