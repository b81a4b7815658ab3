const loaded: string[] = [];

jest.mock('./components/card/NatsEntityCard', () => {
  loaded.push('card');
  return {};
});
jest.mock('./components/content/NatsEntityContent', () => {
  loaded.push('content');
  return {};
});

jest.mock('./components/fleet/NatsFleetPage', () => {
  loaded.push('fleet');
  return {};
});
jest.mock('uplot', () => {
  loaded.push('uplot');
  return {};
});

describe('natsPlugin', () => {
  it('loads no component before it is shown', async () => {
    const { default: natsPlugin } = await import('.');
    const legacy = await import('./legacy');
    expect(natsPlugin).toBeDefined();
    expect(legacy.natsPlugin).toBeDefined();
    expect(loaded).toEqual([]);
  });
});
