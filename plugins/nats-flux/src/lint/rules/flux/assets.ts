import { Manifest } from '../../model/Manifest';
import { GROUPS } from '../../model/Repository';

/** Kinds of NACK whose readiness the server decides. */
const ASSETS = ['Stream', 'Consumer', 'KeyValue', 'ObjectStore'];

/** True for what NACK makes on the server. */
export function isAsset({ group, kind }: Manifest): boolean {
  return group === GROUPS.jetStream && ASSETS.includes(kind);
}
