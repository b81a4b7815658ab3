import { Config } from '@backstage/config';
import { InputError } from '@backstage/errors';
import { TlsConfig } from './BrokerConfig';

/** Reads `tls`, wherever it stands. @throws InputError naming the key */
export function readTls(config: Config | undefined, key: string) {
  if (!config) {
    return undefined;
  }
  const tls: TlsConfig = {};
  for (const part of ['ca', 'cert', 'key'] as const) {
    const file = config.getOptionalString(`${part}File`);
    const text = config.getOptionalString(part);
    if (file !== undefined && text !== undefined) {
      throw new InputError(
        `${key}.${part} and ${key}.${part}File exclude each other`,
      );
    }
    tls[`${part}File`] = file;
    tls[part] = text;
  }
  if (Boolean(tls.cert ?? tls.certFile) !== Boolean(tls.key ?? tls.keyFile)) {
    throw new InputError(
      `${key} needs both a certificate and its key, or neither`,
    );
  }
  return tls;
}
