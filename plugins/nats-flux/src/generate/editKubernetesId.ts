import { Document } from 'yaml';
import { brokerEntityName } from '../settings/entityNames';
import { Settings } from '../settings/Settings';
import { mapTextIn } from '../yaml/edit';
import { KUBERNETES_ID } from './kubernetesKeys';

/** Names the broker's entity in the label of an object of Flux; one without the label stays without. */
export function editKubernetesId(document: Document, settings: Settings): void {
  mapTextIn(document, ['metadata', 'labels', KUBERNETES_ID], () =>
    brokerEntityName(settings),
  );
}
