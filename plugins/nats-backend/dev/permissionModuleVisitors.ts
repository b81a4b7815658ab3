import { createBackendModule } from '@backstage/backend-plugin-api';
import {
  AuthorizeResult,
  PolicyDecision,
} from '@backstage/plugin-permission-common';
import {
  PermissionPolicy,
  PolicyQuery,
  PolicyQueryUser,
} from '@backstage/plugin-permission-node';
import { policyExtensionPoint } from '@backstage/plugin-permission-node/alpha';
import { natsPermissions } from '@nats-portal/plugin-nats-common';

const VISITOR = 'user:default/visitor';

/** Everybody may do everything, but visitors see nothing of brokers. */
class VisitorsPolicy implements PermissionPolicy {
  async handle(
    { permission }: PolicyQuery,
    user?: PolicyQueryUser,
  ): Promise<PolicyDecision> {
    const hidden =
      user?.info.userEntityRef === VISITOR &&
      natsPermissions.some(({ name }) => name === permission.name);
    return { result: hidden ? AuthorizeResult.DENY : AuthorizeResult.ALLOW };
  }
}

/** The policy of the local portal: what a page without permission looks like can be seen. */
export const permissionModuleVisitors = createBackendModule({
  pluginId: 'permission',
  moduleId: 'visitors',
  register(env) {
    env.registerInit({
      deps: { policy: policyExtensionPoint },
      async init({ policy }) {
        policy.setPolicy(new VisitorsPolicy());
      },
    });
  },
});
