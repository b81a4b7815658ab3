import { quote } from '../../../settings/findings';
import {
  headlessEndpoint,
  monitorPort,
  parseEndpoint,
  releaseAt,
} from '../../model/endpoint';
import { isOn } from '../../model/NatsRelease';
import { error } from '../../RepositoryRule';
import {
  ENDPOINT,
  forEachTrigger,
  metadataPath,
  TriggerRule,
} from './TriggerRule';

/** keda-endpoint-scheme, keda-endpoint-port, keda-endpoint-headless, keda-endpoint-no-monitor: where KEDA asks for the backlog. */
const endpoint: TriggerRule = function* endpoint(trigger, { natsReleases }) {
  if (trigger.endpoint === undefined) {
    return;
  }
  const path = metadataPath(trigger, ENDPOINT);
  const { scheme, host, port } = parseEndpoint(trigger.endpoint);
  if (scheme !== undefined || port === undefined) {
    yield error(
      'keda-endpoint-scheme',
      trigger.manifest,
      path,
      `${quote(
        trigger.endpoint,
      )} must be host:port: KEDA puts the scheme before it (useHttps), and has no port of its own`,
    );
  }
  const release = releaseAt(host, natsReleases);
  const [service] = host.split('.');
  if (!release) {
    return;
  }
  if (port !== undefined && Number(port) !== monitorPort(release)) {
    yield error(
      'keda-endpoint-port',
      trigger.manifest,
      path,
      `${port} is not the monitoring port of ${
        release.fullname
      }: KEDA reaches nobody and scales nobody; write ${monitorPort(release)}`,
    );
  }
  const wanted = headlessEndpoint(release);
  if (release.clustered && service !== `${release.fullname}-headless`) {
    yield error(
      'keda-endpoint-headless',
      trigger.manifest,
      path,
      `KEDA asks each server by its own name below this one, and only the headless Service has such names: it never finds the leader and scales nobody; write ${wanted}`,
    );
  } else if (
    !release.clustered &&
    service === release.fullname &&
    !isOn(release.values, ['service', 'ports', 'monitor', 'enabled'])
  ) {
    yield error(
      'keda-endpoint-no-monitor',
      trigger.manifest,
      path,
      `the Service ${service} does not pass the monitoring port on, so KEDA reaches nobody; write ${wanted}`,
    );
  }
};

/** tls-keda-https: a scheme that the monitoring port does not speak. */
const scheme: TriggerRule = function* scheme(trigger, { natsReleases }) {
  const release = releaseAt(
    parseEndpoint(trigger.endpoint ?? '').host,
    natsReleases,
  );
  if (release && release.monitorTls !== trigger.useHttps) {
    yield error(
      'tls-keda-https',
      trigger.manifest,
      metadataPath(trigger, 'useHttps'),
      `the monitoring port speaks ${
        release.monitorTls ? 'HTTPS' : 'HTTP'
      }, so KEDA cannot connect and scales nobody; write useHttps: "${String(
        release.monitorTls,
      )}"`,
    );
  }
};

/** Rules about where KEDA asks for the backlog. */
export const kedaEndpointRules = [endpoint, scheme].map(forEachTrigger);
