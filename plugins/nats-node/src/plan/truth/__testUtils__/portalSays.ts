import { isError } from '@backstage/errors';
import { Broker } from '../../../Broker';

/** What the portal says in advance. */
export interface PortalVerdict {
  verdict: 'refused' | 'changes' | 'unchanged';
  /** Why it refuses. */
  reason: string;
}

/** What the portal says that applying a spec would do. */
export async function portalSays(
  broker: Broker,
  spec: unknown,
): Promise<PortalVerdict> {
  try {
    const { assets } = await broker.planMessaging(spec);
    const refused = assets.filter(({ action }) => action === 'refused');
    if (refused.length > 0) {
      const reason = refused.map(asset => asset.reason).join('\n');
      return { verdict: 'refused', reason };
    }
    const changes = assets.some(({ action }) => action !== 'unchanged');
    return { verdict: changes ? 'changes' : 'unchanged', reason: '' };
  } catch (error) {
    if (isError(error) && error.name === 'InputError') {
      return { verdict: 'refused', reason: error.message };
    }
    throw error;
  }
}
