//! The thread that starts programs, waits for them and ends them, so that nobody else has to.
//!
//! It sleeps until there is something in its [`Mailbox`], or until the next tick, or until a program has taken too long.

use std::sync::Arc;
use std::time::Duration;

use super::bench::{Bench, LONGEST_SPEECH, Sound, Work};
use super::cache::Cache;
use super::child::{Child, NotStarted};
use super::post::{Mailbox, News, Pulse, Said, Sounded};
use super::programs::Program;
use super::tone::Tone;
use crate::domain::time::Moment;

const SECOND: Duration = Duration::from_secs(1);

/// What is older than this is not heard any more.
pub(super) const STALE: Duration = SECOND;

/// What had to wait for the end of a phrase may be so much older than it had to be.
const STALE_AFTER_ANOTHER: Duration = Duration::from_secs(6);

/// A program that fails within this time, and has never done it, cannot do it at all, and the next one is tried.
const AT_ONCE: Duration = Duration::from_millis(300);

/// A program that has been given so much time, each time cut off by what came next, is left alone the next time: it may
/// hang, and never be left the time to show it.
const UNPROVEN: Duration = Duration::from_secs(10);

/// How much longer than is thought it may take then.
const TRIAL: Duration = Duration::from_secs(2);

/// One that has never been seen to end by itself is left alone after so much time: it is sooner known to hang.
const NEVER_SEEN: Duration = Duration::from_secs(4);

/// How much longer than twice what is thought such a one may take, not cut off: a server may have to start for it.
const FIRST: Duration = Duration::from_secs(6);

/// How long a program that is asked to end may take for it.
const GRACE: Duration = Duration::from_millis(80);

/// How long one that is made to end may take to be gone.
const GONE_WITHIN: Duration = Duration::from_millis(60);

const ERROR: &str = "ended with an error";
const HANGS: &str = "did not end in time";
const NO_START: &str = "could not be started";

/// What it asks the time, and whom it tells of news.
type Hands = (Box<dyn Fn() -> Moment + Send>, Option<Box<dyn Fn() + Send>>);

/// The worker.
pub(super) struct Worker {
    mailbox: Arc<Mailbox>,
    clock: Box<dyn Fn() -> Moment + Send>,
    /// Wakes whoever is to hear of news.
    wake: Option<Box<dyn Fn() + Send>>,
    cache: Cache,
    /// Whether it has been said that files cannot be written.
    told_of_files: bool,
    rate: u16,
    players: Bench,
    engines: Bench,
    /// What is said once nothing is being said.
    then: Option<Said>,
    pulse: Option<Pulse>,
    /// The last moment at which ticks were looked for.
    ticked: Moment,
}

impl Worker {
    pub fn new(
        mailbox: Arc<Mailbox>,
        (clock, wake): Hands,
        (cache, rate): (Cache, u16),
        (players, engines): (Vec<Program>, Vec<Program>),
    ) -> Self {
        let (players, engines) = (Bench::new(players), Bench::new(engines));
        let ticked = clock();
        Self {
            mailbox,
            clock,
            wake,
            cache,
            told_of_files: false,
            rate,
            players,
            engines,
            then: None,
            pulse: None,
            ticked,
        }
    }

    /// Works until it is told to go.
    pub fn run(mut self) {
        while self.turn() {
            let busy = self.players.work.is_some() || self.engines.work.is_some() || self.then.is_some();
            self.mailbox.put(|post| post.busy = busy);
        }
        self.mailbox.put(|post| post.gone = true);
    }

    /// Waits for the next thing and does it; whether there is more to come.
    fn turn(&mut self) -> bool {
        let post = self.mailbox.take(self.patience(), self.pulse);
        if post.quit || post.hush {
            self.hush();
        }
        if post.quit {
            return false;
        }
        self.see_to_children();
        if post.pulse != self.pulse {
            (self.pulse, self.ticked) = (post.pulse, (self.clock)());
        }
        // The voice first: an engine takes longer to begin than a player.
        if let Some(said) = post.phrase {
            self.then = None;
            self.say(said);
        }
        self.then = post.then.or(self.then.take());
        self.go_on();
        if let Some(sounded) = post.tone {
            self.play(sounded);
        }
        self.tick();
        true
    }

    /// Ends what is being said, and says this. What shows whether its engine ever ends goes before it.
    fn say(&mut self, said: Said) {
        if said.phrase.is_some() && self.engines.is_on_trial() {
            self.then = Some(said);
            return;
        }
        self.replace(true);
        if let Some(phrase) = said.phrase {
            self.begin(Sound::Phrase(phrase), said.of, false);
        }
    }

    /// The same with a tone; in its place the bell rings.
    fn play(&mut self, Sounded { tone, of, rings }: Sounded) {
        if self.players.is_on_trial() {
            return self.unplayed(of, rings);
        }
        self.replace(false);
        self.begin(Sound::Tone(tone), of, rings);
    }

    /// How long nothing has to be done: for ever when nothing is at work and nothing ticks.
    fn patience(&self) -> Option<Duration> {
        let looks = [self.players.next_look(), self.engines.next_look()];
        let tick = self.pulse.map(|pulse| next_tick(pulse, self.ticked));
        let next = looks.into_iter().chain([tick]).flatten().min();
        next.map(|next| next.since((self.clock)()))
    }

    fn hush(&mut self) {
        self.then = None;
        let works = [self.players.work.take(), self.engines.work.take()];
        self.end(works.into_iter().flatten().map(|work| work.child).collect());
        self.mailbox.put(|post| post.hushing = false);
    }

    /// Ends programs together: asks, waits a little, makes them. Whether all did as they were asked.
    fn end(&self, children: Vec<Child>) -> bool {
        children.iter().for_each(Child::ask);
        let all_over = || children.iter().all(|child| child.over().is_some());
        let willing = self.mailbox.wait_until(GRACE, |_| all_over());
        if !willing {
            children.iter().for_each(Child::kill);
            // One that is not gone then, is reaped when it is.
            self.mailbox.wait_until(GONE_WITHIN, |_| all_over());
        }
        willing
    }

    /// Notices what is over, what failed, and what hangs.
    fn see_to_children(&mut self) {
        for voice in [false, true] {
            let now = (self.clock)();
            let bench = self.bench(voice);
            let Some(work) = bench.look(now) else { continue };
            let over = work.child.over();
            if over == Some(true) {
                (bench.strikes, bench.proven, bench.given) = (0, true, Duration::ZERO);
                continue;
            }
            // One that hangs, or fails at once, and has never done it, does not do it the next time.
            let never = !bench.proven && (over.is_none() || now.since(work.began) <= AT_ONCE);
            self.end(vec![work.child]);
            if self.bench(voice).fail(never || work.on_trial, if over.is_some() { ERROR } else { HANGS }) {
                self.begin(work.sound, work.of, work.rings);
            } else {
                self.unplayed(work.of, work.rings);
            }
        }
    }

    fn bench(&mut self, voice: bool) -> &mut Bench {
        if voice { &mut self.engines } else { &mut self.players }
    }

    /// Ends what is at work for one of the two uses, for something new. One that should have been over long before counts
    /// as hanging: it may never be left the time to show it.
    fn replace(&mut self, voice: bool) {
        let (now, rate) = ((self.clock)(), self.rate);
        let Some(work) = self.bench(voice).work.take() else { return };
        let given = now.since(work.began);
        let hangs = given > work.sound.length(rate) * 2 + SECOND;
        // One that is told by a line has heard it then. A signal ends one that hangs, too.
        let listens = work.child.waits();
        let listened = self.end(vec![work.child]) && listens;
        let bench = self.bench(voice);
        bench.given = if listened { Duration::ZERO } else { bench.given + given };
        if hangs {
            bench.fail(false, HANGS);
        }
    }

    /// Says what had to wait, once nobody speaks.
    fn go_on(&mut self) {
        if self.engines.work.is_some() {
            return;
        }
        let now = (self.clock)();
        if let Some(Said { phrase: Some(phrase), of, waits }) = self.then.take()
            && now.since(of) <= waits + STALE_AFTER_ANOTHER
        {
            self.begin(Sound::Phrase(phrase), now, false);
        }
    }

    /// Begins something where nothing is at work; with the next program, if one cannot be started.
    fn begin(&mut self, sound: Sound, of: Moment, rings: bool) {
        let voice = matches!(sound, Sound::Phrase(_));
        loop {
            let now = (self.clock)();
            let bench = self.bench(voice);
            let Some(program) = bench.programs.front().cloned() else {
                let why = bench.failed.clone();
                self.unplayed(of, rings);
                return self.tell(if voice { News::NoVoice(why) } else { News::NoTones(why) });
            };
            if now.since(of) > STALE {
                return;
            }
            let mailbox = Arc::clone(&self.mailbox);
            let tell = move || mailbox.put(|post| post.over = true);
            let started = match &sound {
                Sound::Tone(tone) => match self.cache.file(*tone) {
                    Ok(file) => Child::start(&program, (Some(&file), None), tell),
                    Err(error) => {
                        self.unplayed(of, rings);
                        return self.tell_of_files(&error);
                    }
                },
                Sound::Phrase(phrase) => Child::start(&program, (None, Some(phrase.as_str())), tell),
            };
            match started {
                Ok(child) => {
                    let (length, most) = (sound.length(self.rate), sound.most(self.rate));
                    // What a server says may take a second longer than is thought; then its client has a second to go.
                    let let_go = now.plus((length + SECOND).min(most.saturating_sub(SECOND)));
                    let bench = self.bench(voice);
                    let on_trial = bench.given >= if bench.proven { UNPROVEN } else { NEVER_SEEN };
                    let hangs = now.plus(match (on_trial, bench.proven) {
                        (true, _) => most.min(length * 2 + TRIAL),
                        (false, true) => most,
                        (false, false) => (length * 2 + FIRST).min(LONGEST_SPEECH),
                    });
                    bench.work = Some(Work { child, sound, of, rings, began: now, let_go, hangs, on_trial });
                    return;
                }
                Err(NotStarted::Barred) => return,
                Err(why) => {
                    if !self.bench(voice).fail(why == NotStarted::Never, NO_START) {
                        return self.unplayed(of, rings);
                    }
                }
            };
        }
    }

    fn tell(&self, news: News) {
        self.mailbox.put(|post| post.news.push(news));
        if let Some(wake) = &self.wake {
            wake();
        }
    }

    fn unplayed(&self, of: Moment, rings: bool) {
        if rings {
            self.tell(News::Unplayed(of));
        }
    }

    /// That a file cannot be written is no fault of a player, and said once.
    fn tell_of_files(&mut self, error: &std::io::Error) {
        if !std::mem::replace(&mut self.told_of_files, true) {
            self.tell(News::NoFile(error.kind()));
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
                self.begin(Sound::Tone(Tone::Tick), due, false);
            }
        }
    }
}

/// The first tick after a moment.
fn next_tick(pulse: Pulse, after: Moment) -> Moment {
    if pulse.from > after {
        return pulse.from;
    }
    let every = pulse.every.max(Duration::from_millis(200));
    let passed = after.since(pulse.from).as_millis() / every.as_millis();
    let next = u32::try_from(passed + 1).unwrap_or(u32::MAX);
    pulse.from.plus(every.saturating_mul(next))
}

#[cfg(all(test, unix))]
mod tests {
    use std::path::PathBuf;
    use std::sync::Mutex;
    use std::sync::atomic::{AtomicU64, Ordering::SeqCst};

    use super::*;
    use crate::sound::child::{allow, hold};
    use crate::sound::phrase::Phrase;

    /// Whoever holds all programs holds those of the other test, too.
    static ALONE: Mutex<()> = Mutex::new(());

    /// A worker whose clock only the test moves, and whose only engine is `sleep`.
    fn worker() -> (Worker, Arc<AtomicU64>) {
        let clock = Arc::new(AtomicU64::new(10_000));
        let hands = Arc::clone(&clock);
        let now = move || Moment::at(Duration::from_millis(hands.load(SeqCst)));
        let words = vec!["60".to_owned()];
        let sleep = Program { path: PathBuf::from("/bin/sleep"), words, silence: None, reads_path: false };
        let cache = Cache::new(PathBuf::new(), 0);
        let worker = Worker::new(Arc::default(), (Box::new(now), None), (cache, 100), (Vec::new(), vec![sleep]));
        (worker, clock)
    }

    /// Has it say something of five words, which take two seconds.
    fn say(worker: &mut Worker) {
        let phrase = Phrase::new("one two three four five");
        let of = (worker.clock)();
        worker.mailbox.put(|post| post.phrase = Some(Said { phrase, of, waits: Duration::ZERO }));
        assert!(worker.turn());
    }

    #[test]
    fn it_sleeps_until_a_program_has_taken_too_long_and_ends_it_then() {
        let _alone = ALONE.lock();
        let (mut worker, clock) = worker();
        assert_eq!(worker.patience(), None, "nothing to wait for");
        worker.engines.proven = true;
        for time in 1..=3 {
            say(&mut worker);
            assert_eq!(worker.patience(), Some(Duration::from_secs(11)), "one look in all that time");
            clock.fetch_add(11_000, SeqCst);
            assert!(worker.turn());
            assert!(worker.engines.work.is_none());
            assert_eq!(worker.engines.programs.len(), usize::from(time < 3));
        }
        assert_eq!(worker.mailbox.open().news, [News::NoVoice("sleep did not end in time".to_owned())]);
    }

    #[test]
    fn one_that_has_never_spoken_is_known_to_hang_after_ten_seconds() {
        let _alone = ALONE.lock();
        let (mut worker, clock) = worker();
        say(&mut worker);
        assert_eq!(worker.patience(), Some(Duration::from_secs(10)));
        clock.fetch_add(10_000, SeqCst);
        assert!(worker.turn());
        let hangs = [News::NoVoice("sleep did not end in time".to_owned())];
        assert_eq!((worker.engines.programs.len(), &worker.mailbox.open().news[..]), (0, &hangs[..]));
    }

    #[test]
    fn one_that_has_never_spoken_is_known_to_hang_though_it_is_cut_off() {
        let _alone = ALONE.lock();
        let (mut worker, clock) = worker();
        say(&mut worker);
        clock.fetch_add(5_000, SeqCst);
        say(&mut worker);
        for _ in 0..3 {
            clock.fetch_add(2_000, SeqCst);
            say(&mut worker);
        }
        assert_eq!(worker.engines.programs.len(), 0, "eleven seconds after it was called first");
    }

    #[test]
    fn a_program_that_is_ended_from_elsewhere_is_kept_and_none_starts_until_it_may() {
        let _alone = ALONE.lock();
        let (mut worker, _) = worker();
        say(&mut worker);
        hold();
        let over = |worker: &Worker| worker.engines.work.as_ref().is_none_or(|work| work.child.over().is_some());
        assert!(worker.mailbox.wait_until(Duration::from_secs(10), |_| over(&worker)));
        assert!(worker.turn());
        say(&mut worker);
        assert!(worker.engines.work.is_none(), "barred");
        allow();
        say(&mut worker);
        assert!(worker.engines.work.is_some());
        assert_eq!((worker.engines.strikes, worker.engines.programs.len()), (0, 1));
        worker.hush();
        assert_eq!(worker.mailbox.open().news, []);
    }
}
