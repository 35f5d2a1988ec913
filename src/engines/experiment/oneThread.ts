/**
 * jax-js starts further workers from blob addresses where it can share memory, which the page's
 * policy forbids; models this small are as fast on one thread. To be imported before jax-js.
 */
Reflect.deleteProperty(globalThis, 'Worker');
