// What this browser keeps in IndexedDB: the last picture of each workspace, and what waits to be sent. What, for how long and how
// it is removed: docs/offline.md.

export type Shelf = 'pictures' | 'outbox';

function opened(): Promise<IDBDatabase> {
  return new Promise((done, fail) => {
    const asked = indexedDB.open('ckl', 1);
    asked.onupgradeneeded = () => {
      asked.result.createObjectStore('pictures', { keyPath: 'workspace' });
      asked.result.createObjectStore('outbox', { keyPath: 'order', autoIncrement: true });
    };
    asked.onsuccess = () => done(asked.result);
    asked.onerror = () => fail(asked.error);
  });
}

/** Done when it is on the disk; throws in a browser that keeps nothing. */
export async function onShelf<T>(shelf: Shelf, act: (store: IDBObjectStore) => IDBRequest<T>): Promise<T> {
  const database = await opened();
  try {
    return await new Promise((done, fail) => {
      const change = database.transaction(shelf, 'readwrite', { durability: 'strict' });
      const asked = act(change.objectStore(shelf));
      change.oncomplete = () => done(asked.result);
      change.onabort = () => fail(change.error);
    });
  } finally {
    database.close();
  }
}
