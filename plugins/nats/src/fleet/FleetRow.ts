import { FleetBroker } from '@nats-portal/plugin-nats-common';

/** A broker with what the catalog knows of it. */
export interface FleetRow extends FleetBroker {
  /** The entity whose page shows it, a full reference. */
  entityRef?: string;
  /** A full reference. */
  owner?: string;
}
