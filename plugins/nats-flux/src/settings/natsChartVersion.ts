/** The version of the chart nats whose templates the skeleton and the checks were held against. */
export const NATS_CHART_VERSION = '2.14.2';
