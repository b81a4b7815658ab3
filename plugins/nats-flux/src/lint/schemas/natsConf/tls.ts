import { any, boolean, integer, list, object, text } from '../JsonSchema';
import { keys, seconds } from './keys';

const certificate = object(keys(text, 'cert_file key_file'));

/** TLS of any listener, and of those that a server calls. */
export const tls = object({
  ...keys(
    text,
    'ca_file cert_file cert_match cert_match_by cert_store key_file min_version',
  ),
  ...keys(
    boolean,
    'allow_insecure_cipher_suites cert_match_skip_invalid insecure verify verify_and_map verify_cert_and_check_known_urls',
  ),
  ...keys({ type: ['boolean', 'string'] }, 'first handshake_first'),
  ...keys(list(text), 'cipher_suites curve_preferences pinned_certs'),
  ...keys(list(certificate), 'certificates certs'),
  ca_certs_match: any,
  connection_rate_limit: integer,
  ocsp_peer: any,
  timeout: seconds,
});
