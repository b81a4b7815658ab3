import { RepositoryRule } from '../../RepositoryRule';
import { tlsCertificateRules } from './certificates';
import { tlsClientRules } from './clients';
import { tlsExporterRules } from './exporter';
import { tlsListenerRules } from './listeners';
import { tlsNameRules } from './names';

/** Rules about certificates and who trusts them. */
export const tlsRules: RepositoryRule[] = [
  ...tlsListenerRules,
  ...tlsNameRules,
  ...tlsCertificateRules,
  ...tlsExporterRules,
  ...tlsClientRules,
];
