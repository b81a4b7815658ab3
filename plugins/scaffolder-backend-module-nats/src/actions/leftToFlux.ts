/** What follows when a broker is not there yet, after the reason. */
export const LEFT_TO_FLUX =
  '. Flux will create the streams once this repository is attached to the cluster, as its README says; this portal shows the broker when the platform team has added it to nats.brokers';
