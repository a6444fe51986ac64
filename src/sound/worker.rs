//! The thread that starts programs, waits for them and ends them, so that nobody else has to.
//!
//! What it is to do lies in a [`Mailbox`] with room for one tone and one phrase: a newer one takes the place of an older
//! one, so a program that hangs can never make a queue.

use std::collections::VecDeque;
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use super::cache::Cache;
use super::child::{Child, end, is_barred};
use super::phrase::Phrase;
use super::programs::Program;
use super::tone::Tone;
use crate::domain::time::Moment;

/// What is older than this is not heard any more.
pub(super) const STALE: Duration = Duration::from_secs(1);

/// A program that fails within this time cannot do it at all, and the next one is tried.
const AT_ONCE: Duration = Duration::from_millis(300);

/// So many failures one after the other, and a program is not called again.
const STRIKES: u8 = 3;

/// The longest that anything may speak.
const LONGEST_SPEECH: Duration = Duration::from_secs(20);

/// How often to look whether a program is over: soon at first, for one that fails at once, then ever more seldom.
const FIRST_LOOK: Duration = Duration::from_millis(5);

/// The most seldom.
const LAST_LOOK: Duration = Duration::from_millis(160);

/// Ticks at this distance, counted from a moment.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) struct Pulse {
    pub from: Moment,
    pub every: Duration,
}

/// Something to be heard.
#[derive(Clone, Debug)]
pub(super) enum Order {
    Tone(Tone),
    Phrase(Phrase),
}

/// What has become impossible.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum News {
    /// No tone can be played; the one of this moment was not.
    NoTones(Moment),
    /// Nothing can be said.
    NoVoice,
}

/// What the two threads tell each other.
#[derive(Debug, Default)]
pub(super) struct Post {
    pub tone: Option<(Tone, Moment)>,
    pub phrase: Option<(Phrase, Moment)>,
    pub pulse: Option<Pulse>,
    /// Whoever speaks or plays is to stop.
    pub hush: bool,
    pub quit: bool,
    pub news: Vec<News>,
    pub gone: bool,
}

#[derive(Debug, Default)]
pub(super) struct Mailbox {
    post: Mutex<Post>,
    posted: Condvar,
}

impl Mailbox {
    /// Looks into it.
    pub fn open(&self) -> MutexGuard<'_, Post> {
        self.post.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Changes what is in it, and wakes the other thread.
    pub fn put(&self, change: impl FnOnce(&mut Post)) {
        change(&mut self.open());
        self.posted.notify_all();
    }

    /// Waits until the worker is gone, but not for ever.
    pub fn wait_until_gone(&self, most: Duration) -> bool {
        let waited = self.posted.wait_timeout_while(self.open(), most, |post| !post.gone);
        waited.unwrap_or_else(PoisonError::into_inner).0.gone
    }

    /// Takes out what is new; waits for it, at most so long.
    fn take(&self, most: Option<Duration>, pulse: Option<Pulse>) -> Post {
        let nothing = |post: &mut Post| {
            !post.quit && !post.hush && post.tone.is_none() && post.phrase.is_none() && post.pulse == pulse
        };
        let mut post = match most {
            Some(most) => {
                let waited = self.posted.wait_timeout_while(self.open(), most, nothing);
                waited.unwrap_or_else(PoisonError::into_inner).0
            }
            None => self.posted.wait_while(self.open(), nothing).unwrap_or_else(PoisonError::into_inner),
        };
        Post {
            tone: post.tone.take(),
            phrase: post.phrase.take(),
            pulse: post.pulse,
            hush: std::mem::take(&mut post.hush),
            quit: post.quit,
            ..Post::default()
        }
    }
}

/// A program at work on something.
#[derive(Debug)]
struct Work {
    child: Child,
    order: Order,
    /// The moment of the cue.
    of: Moment,
    began: Moment,
    /// How long it may take before it counts as hanging.
    most: Duration,
}

/// The programs for one of the two uses; the first one is called.
#[derive(Debug)]
struct Bench {
    programs: VecDeque<Program>,
    strikes: u8,
    work: Option<Work>,
}

impl Bench {
    fn new(programs: Vec<Program>) -> Self {
        Self { programs: programs.into(), strikes: 0, work: None }
    }

    /// Takes away what is at work, to be ended.
    fn stop(&mut self) -> Option<(Child, &Program)> {
        self.work.take().map(|work| work.child).zip(self.programs.front())
    }

    /// How the program at work ended, if it has: true for well. One that takes too long is ended.
    fn look(&mut self, now: Moment) -> Option<(bool, Work)> {
        let work = self.work.as_mut()?;
        let over = work.child.over();
        let hangs = over.is_none() && now.since(work.began) > work.most;
        if !hangs && over.is_none() {
            return None;
        }
        let work = self.work.take()?;
        Some((over == Some(true), work))
    }

    /// Counts a failure; whether another program is to be tried with the same.
    fn fail(&mut self, at_once: bool) -> bool {
        self.strikes += 1;
        let dropped = at_once || self.strikes >= STRIKES;
        if dropped {
            self.programs.pop_front();
            self.strikes = 0;
        }
        dropped
    }
}

/// The worker.
pub(super) struct Worker {
    pub mailbox: Arc<Mailbox>,
    pub clock: Box<dyn Fn() -> Moment + Send>,
    pub cache: Cache,
    pub rate: u16,
    players: Bench,
    engines: Bench,
    look: Duration,
    pulse: Option<Pulse>,
    /// The last moment at which ticks were looked for.
    ticked: Moment,
}

impl Worker {
    pub fn new(
        mailbox: Arc<Mailbox>,
        clock: Box<dyn Fn() -> Moment + Send>,
        (cache, rate): (Cache, u16),
        (players, engines): (Vec<Program>, Vec<Program>),
    ) -> Self {
        let (players, engines) = (Bench::new(players), Bench::new(engines));
        let ticked = clock();
        Self { mailbox, clock, cache, rate, players, engines, look: FIRST_LOOK, pulse: None, ticked }
    }

    /// Works until it is told to go.
    pub fn run(mut self) {
        loop {
            let post = self.mailbox.take(self.patience(), self.pulse);
            if post.quit || post.hush {
                self.hush();
            }
            if post.quit {
                break;
            }
            self.see_to_children();
            if post.pulse != self.pulse {
                (self.pulse, self.ticked) = (post.pulse, (self.clock)());
            }
            // The voice first: an engine takes longer to begin than a player.
            if let Some((phrase, of)) = post.phrase {
                self.begin(Order::Phrase(phrase), of);
            }
            if let Some((tone, of)) = post.tone {
                self.begin(Order::Tone(tone), of);
            }
            self.tick();
        }
        self.mailbox.put(|post| post.gone = true);
    }

    /// How long nothing has to be done: for ever when nothing is at work and nothing ticks.
    fn patience(&self) -> Option<Duration> {
        let works = self.players.work.is_some() || self.engines.work.is_some();
        let tick = self.pulse.map(|pulse| next_tick(pulse, self.ticked).since((self.clock)()));
        works.then_some(self.look).into_iter().chain(tick).min()
    }

    fn hush(&mut self) {
        let children = [self.players.stop(), self.engines.stop()];
        end(children.into_iter().flatten().collect());
    }

    /// Notices what is over, what failed, and what hangs.
    fn see_to_children(&mut self) {
        self.look = (self.look * 2).min(LAST_LOOK);
        let now = (self.clock)();
        for voice in [false, true] {
            let bench = self.bench(voice);
            let Some((well, work)) = bench.look(now) else { continue };
            if well {
                bench.strikes = 0;
                continue;
            }
            let at_once = now.since(work.began) <= AT_ONCE;
            end(vec![work.child].into_iter().zip(bench.programs.front()).collect());
            if bench.fail(at_once) {
                self.begin(work.order, work.of);
            }
        }
    }

    fn bench(&mut self, voice: bool) -> &mut Bench {
        if voice { &mut self.engines } else { &mut self.players }
    }

    /// Begins something in the place of what is at work; with the next program, if one cannot be started.
    fn begin(&mut self, order: Order, of: Moment) {
        let voice = matches!(order, Order::Phrase(_));
        let before = self.bench(voice).stop();
        end(before.into_iter().collect());
        loop {
            let now = (self.clock)();
            let Some(program) = self.bench(voice).programs.front().cloned() else {
                let news = if voice { News::NoVoice } else { News::NoTones(of) };
                return self.mailbox.open().news.push(news);
            };
            if now.since(of) > STALE {
                return;
            }
            let started = match &order {
                Order::Tone(tone) => self.cache.file(*tone).and_then(|file| Child::start(&program, Some(file), None)),
                Order::Phrase(phrase) => Child::start(&program, None, Some(phrase.as_str())),
            };
            let most = match &order {
                Order::Tone(tone) => tone.length() + Duration::from_secs(2),
                Order::Phrase(phrase) => (phrase.length(self.rate) * 3 + Duration::from_secs(5)).min(LONGEST_SPEECH),
            };
            match started {
                Ok(child) => {
                    self.look = FIRST_LOOK;
                    self.bench(voice).work = Some(Work { child, order, of, began: now, most });
                    return;
                }
                Err(error) if is_barred(&error) => return,
                Err(_) => self.bench(voice).fail(true),
            };
        }
    }

    /// Ticks if it is time, unless a tone sounds: that one says more.
    fn tick(&mut self) {
        let Some(pulse) = self.pulse else { return };
        let now = (self.clock)();
        let due = next_tick(pulse, self.ticked);
        if due <= now {
            self.ticked = now;
            if self.players.work.is_none() && !self.players.programs.is_empty() {
                self.begin(Order::Tone(Tone::Tick), due);
            }
        }
    }
}

/// The first tick after a moment.
fn next_tick(pulse: Pulse, after: Moment) -> Moment {
    let every = pulse.every.max(Duration::from_millis(200));
    let passed = after.since(pulse.from).as_millis() / every.as_millis();
    let next = u32::try_from(passed + 1).unwrap_or(u32::MAX);
    pulse.from.plus(every.saturating_mul(next))
}
