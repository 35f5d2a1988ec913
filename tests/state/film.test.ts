import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { Film } from '../../src/state/film.svelte.ts';

function filmOf(length: number): Film {
  const film = new Film(10);
  film.grow(length);
  return film;
}

beforeEach(() => {
  vi.useFakeTimers();
});

afterEach(() => {
  vi.useRealTimers();
});

describe('a film', () => {
  it('follows the newest frame until someone seeks', () => {
    const film = filmOf(3);
    expect(film.position).toBe(2);
    film.seek(1);
    film.grow(9);
    expect(film.position).toBe(1);
  });

  it('follows again once sought to its end', () => {
    const film = filmOf(3);
    film.seek(0);
    film.seek(2);
    film.grow(5);
    expect(film.position).toBe(4);
  });

  it('plays from the start when it stands at the end, and rests there', () => {
    const film = filmOf(4);
    film.play();
    expect([film.position, film.playing]).toEqual([0, true]);
    vi.advanceTimersByTime(20);
    expect(film.position).toBe(2);
    vi.advanceTimersByTime(1000);
    expect([film.position, film.playing]).toEqual([3, false]);
  });

  it('holds still when paused', () => {
    const film = filmOf(9);
    film.play();
    vi.advanceTimersByTime(30);
    film.pause();
    vi.advanceTimersByTime(1000);
    expect(film.position).toBe(3);
  });

  it('has nothing to play with fewer than two frames', () => {
    const film = filmOf(1);
    film.play();
    expect(film.playing).toBe(false);
  });
});
