import { act, renderHook } from '@testing-library/react';
import { useAddressParameter } from './useAddressParameter';

describe('useAddressParameter', () => {
  afterEach(() => {
    window.history.replaceState(null, '', '/');
  });

  it('reads the address, writes it, and leaves the rest of it alone', () => {
    window.history.replaceState({ idx: 3 }, '', '/nats?other=1&view=servers#a');
    const { result } = renderHook(() => useAddressParameter('view'));
    expect(result.current[0]).toBe('servers');

    act(() => result.current[1]('A/b c'));
    expect(result.current[0]).toBe('A/b c');
    expect(window.location.href).toMatch(/\/nats\?other=1&view=A%2Fb\+c#a$/);
    expect(window.history.state).toEqual({ idx: 3 });

    act(() => result.current[1](undefined));
    expect(window.location.href).toMatch(/\/nats\?other=1#a$/);
  });

  it('follows the browser back and forth', () => {
    const { result } = renderHook(() => useAddressParameter('view'));
    act(() => {
      window.history.replaceState(null, '', '/?view=streams');
      window.dispatchEvent(new PopStateEvent('popstate'));
    });
    expect(result.current[0]).toBe('streams');
  });
});
