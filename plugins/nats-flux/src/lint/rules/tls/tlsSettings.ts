import { KeyPath } from '../../model/data';
import { isOn, NatsRelease } from '../../model/NatsRelease';

/** Listeners with a certificate of their own. */
export const PROTOCOLS = [
  'nats',
  'cluster',
  'leafnodes',
  'websocket',
  'mqtt',
  'gateway',
];

/** The path of a setting of a listener's TLS. */
export function tlsPath(protocol: string, ...keys: string[]): KeyPath {
  return ['config', protocol, 'tls', ...keys];
}

/** True where a listener asks for TLS. */
export function hasTls({ values }: NatsRelease, protocol: string): boolean {
  return isOn(values, tlsPath(protocol, 'enabled'));
}
