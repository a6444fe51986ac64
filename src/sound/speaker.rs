//! What the driver holds of all this: told the cues and the time, it never waits.

use std::ffi::OsString;
use std::path::PathBuf;
use std::sync::Arc;
use std::time::Duration;

use super::bench::LONGEST_SPEECH;
use super::cache::{Cache, folder};
use super::marks::{Marks, running};
use super::phrase::Phrase;
use super::post::{Mailbox, News, Post, Pulse, Said, Sounded};
use super::programs::{Program, Use};
use super::script::Place;
use super::tone::Tone;
use super::wishes::Wishes;
use super::worker::{STALE, Worker};
use super::{rings, script};
use crate::domain::hearing::{Aloud, Hearing};
use crate::domain::session::{Cue, CueKind, Session};
use crate::domain::text::Clean;
use crate::domain::time::Moment;

/// At the end, programs at work are waited for so long.
const LAST_WAIT: Duration = Duration::from_millis(400);

/// How much longer than is thought the last words, and the tone with them, may take.
const LAST_WORDS: Duration = Duration::from_secs(4);

/// The search for programs may take so much of the time of whoever counts.
const SEARCH: Duration = Duration::from_millis(20);

/// A tick that is off by no more than this is where the stroke is.
const SLACK: Duration = Duration::from_millis(20);

/// So small a thread does: it holds a few paths.
const STACK: usize = 128 * 1024;

/// Where things are.
#[derive(Clone, Debug)]
pub struct Surroundings {
    /// The folder for the files of tones.
    pub cache: PathBuf,
    /// The folders of programs, as `PATH` names them.
    pub path: Option<OsString>,
}

/// Tones and voice.
pub struct Speaker {
    wishes: Wishes,
    hearing: Hearing,
    around: Surroundings,
    clock: Option<Box<dyn Fn() -> Moment + Send>>,
    /// Called by the thread when there is news of it.
    wake: Option<Box<dyn Fn() + Send>>,
    /// The thread's mailbox, once there is a thread.
    mailbox: Option<Arc<Mailbox>>,
    /// Whether tones, and the voice, can be heard as far as is known.
    can: (bool, bool),
    notices: Vec<Clean>,
    /// A cue whose tone could not be played, and whose bell has not rung.
    unrung: bool,
    /// Which marks of the time left have passed.
    marks: Marks,
    pulse: Option<Pulse>,
    /// When the voice will have said its last phrase.
    speaks_until: Option<Moment>,
    /// When the voice will have said what must be heard to its end, if that is what it says.
    held_until: Option<Moment>,
}

impl std::fmt::Debug for Speaker {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Speaker").field("hearing", &self.hearing).field("can", &self.can).finish_non_exhaustive()
    }
}

impl Speaker {
    /// For these wishes. Looks for nothing and starts nothing before the first cue. `clock` is asked by the thread.
    pub fn new(wishes: Wishes, around: Surroundings, clock: impl Fn() -> Moment + Send + 'static) -> Self {
        Self {
            hearing: wishes.hearing(),
            wishes,
            around,
            clock: Some(Box::new(clock)),
            wake: None,
            mailbox: None,
            can: (true, true),
            notices: Vec::new(),
            unrung: false,
            marks: Marks::default(),
            pulse: None,
            speaks_until: None,
            held_until: None,
        }
    }

    /// Before the first cue: has `wake` called by the thread when something was not heard, so that
    /// [`follow`](Self::follow) is asked in time. Behind the last cue of a session nobody waits for another.
    pub fn wake_by(&mut self, wake: impl Fn() + Send + 'static) {
        self.wake = Some(Box::new(wake));
    }

    /// Lets cues be heard; whether the bell is to ring, because no tone can.
    pub fn hear(&mut self, cues: &[Cue], session: Option<&Session>, now: Moment) -> bool {
        let fresh = || cues.iter().filter(|cue| now.since(cue.at) <= STALE);
        if self.hearing == Hearing::Silent || fresh().next().is_none() {
            return false;
        }
        self.begin();
        self.say(fresh(), session, now);
        let sounded = |cue: &&Cue| {
            let step = session.and_then(|session| aloud(session, cue.segment).sound);
            self.hearing.tones() && self.wishes.volume > 0 && step != Some(false)
        };
        if !self.can.0 {
            return fresh().filter(sounded).any(|cue| rings(cue.kind));
        }
        let tone = |cue: &Cue| Some(Sounded { tone: Tone::of(cue.kind)?, of: cue.at, rings: rings(cue.kind) });
        if let Some(mailbox) = &self.mailbox
            && let Some(tone) = fresh().rev().filter(sounded).find_map(tone)
        {
            mailbox.put(|post| post.tone = Some(tone));
        }
        false
    }

    /// Says the last of these cues that has something to say, and ends what is being said before it, or where the session
    /// halts. What must be heard to its end is followed by what comes by itself.
    fn say<'a>(&mut self, cues: impl Iterator<Item = &'a Cue>, session: Option<&Session>, now: Moment) {
        if !self.hearing.voice() || !self.can.1 {
            return;
        }
        let place = session.and_then(|session| Place::of(session, now));
        let (mut first, mut then) = (None, None);
        for cue in cues {
            let held = self.held_until.map_or(Duration::ZERO, |until| until.since(now));
            let follows = !held.is_zero() && script::may_wait(cue.kind);
            if follows && cue.kind == CueKind::Halfway {
                continue;
            }
            let quiet = session.is_some_and(|session| aloud(session, cue.segment).voice == Some(false));
            let later = place.map(|place| if follows { place.in_a_while(held) } else { place });
            let phrase = script::phrase(*cue, later, &self.wishes).filter(|_| !quiet);
            let Some(length) = phrase.as_ref().map(|phrase| phrase.length(self.wishes.rate)) else {
                if script::halts(cue.kind) && !follows {
                    (first, then) = (Some(Said { phrase: None, of: cue.at, waits: Duration::ZERO }), None);
                    (self.speaks_until, self.held_until) = (None, None);
                } else if script::leaves(cue.kind) {
                    // What waits to be said is about where one was before.
                    then = Some(Said { phrase: None, of: cue.at, waits: Duration::ZERO });
                }
                continue;
            };
            let said = Said { phrase, of: cue.at, waits: if follows { held } else { Duration::ZERO } };
            self.speaks_until = Some(now.plus(if follows { held + length } else { length }));
            if follows {
                then = Some(said);
            } else {
                (first, then) = (Some(said), None);
                self.held_until = self.speaks_until.filter(|_| script::is_urgent(cue.kind));
            }
        }
        if let Some(mailbox) = self.mailbox.as_ref().filter(|_| first.is_some() || then.is_some()) {
            mailbox.put(|post| {
                if first.is_some() {
                    (post.phrase, post.then) = (first, then);
                } else {
                    post.then = then;
                }
            });
        }
    }

    /// Says a sentence, for somebody who wants to know whether it is heard.
    pub fn try_voice(&mut self, text: &str, now: Moment) {
        self.begin();
        if let (Some(mailbox), Some(phrase)) = (&self.mailbox, Phrase::new(text)) {
            mailbox.put(|post| post.phrase = Some(Said { phrase: Some(phrase), of: now, waits: Duration::ZERO }));
        }
    }

    /// Plays a tone for the same purpose. Whether the bell is to ring, because none can be played.
    pub fn try_tone(&mut self, tone: Tone, now: Moment) -> bool {
        self.begin();
        if let Some(mailbox) = self.mailbox.as_ref().filter(|_| self.can.0) {
            mailbox.put(|post| post.tone = Some(Sounded { tone, of: now, rings: true }));
        }
        !self.can.0
    }

    /// Follows a session: says the time left at its marks, and ticks. Whether the bell is to ring.
    pub fn follow(&mut self, session: Option<&Session>, now: Moment) -> bool {
        self.take_news(now);
        let running = running(session, now);
        let passed = self.marks.passed(running, self.wishes.marks.iter().map(|mark| mark.span()));
        if let (Some((session, _)), Some((segment, mark))) = (running, passed)
            && self.hearing.voice()
            && self.can.1
            && aloud(session, segment).voice != Some(false)
            // It must not cut off what is being said: half-way may be the same moment.
            && self.speaks_until.is_none_or(|until| until <= now)
            && let Some(phrase) = script::mark(session.plan(), segment, mark, &self.wishes)
            && let Some(mailbox) = &self.mailbox
        {
            self.speaks_until = Some(now.plus(phrase.length(self.wishes.rate)));
            mailbox.put(|post| post.phrase = Some(Said { phrase: Some(phrase), of: now, waits: Duration::ZERO }));
        }
        let worked = running.filter(|(_, glance)| glance.segment.kind.is_work());
        self.set_pulse(worked.map(|(session, glance)| (session, glance.elapsed)), now);
        std::mem::take(&mut self.unrung)
    }

    /// What the person wants to hear from now on.
    pub fn set(&mut self, hearing: Hearing) {
        if self.hearing != hearing {
            self.hearing = hearing;
            self.hush();
        }
    }

    /// Whatever speaks or plays stops.
    pub fn hush(&mut self) {
        (self.pulse, self.speaks_until, self.held_until, self.unrung) = (None, None, None, false);
        if let Some(mailbox) = &self.mailbox {
            mailbox.put(|post| {
                (post.hush, post.pulse) = (true, None);
                (post.tone, post.phrase, post.then) = (None, None, None);
            });
        }
    }

    /// The same, before the process is stopped: waits until nobody speaks or plays, but not for long.
    pub fn fall_silent(&mut self) {
        self.hush();
        if let Some(mailbox) = &self.mailbox {
            mailbox.wait_until(LAST_WAIT, |post| !post.hush && !post.hushing);
        }
    }

    /// When what is being said and played will have been given its time, so that nobody waits for one that hangs.
    pub fn speaks_until(&self, now: Moment) -> Moment {
        let spoken = self.speaks_until.map_or(Duration::ZERO, |until| until.since(now));
        now.plus(spoken.min(LONGEST_SPEECH) + LAST_WORDS)
    }

    /// Whether the person wants to hear tones, or the bell in their place.
    pub const fn has_tones(&self) -> bool {
        self.hearing.tones() && self.wishes.volume > 0
    }

    /// Whether nobody speaks or plays, and nobody is about to.
    pub fn is_silent(&self) -> bool {
        self.mailbox.as_ref().is_none_or(|mailbox| mailbox.open().is_silent())
    }

    /// Has `tell` called by another thread once nobody speaks or plays; or after so long.
    pub fn when_silent(&self, most: Duration, tell: impl FnOnce() + Send + 'static) {
        let Some(mailbox) = self.mailbox.clone() else { return tell() };
        let wait = move || {
            mailbox.wait_until(most, Post::is_silent);
            tell();
        };
        // Without the thread it is the time that tells.
        drop(std::thread::Builder::new().name("silence".into()).stack_size(STACK).spawn(wait));
    }

    /// Another one takes its place: whatever speaks or plays stops, and nobody waits for that.
    pub fn retire(mut self) {
        if let Some(mailbox) = self.mailbox.take() {
            mailbox.put(|post| post.quit = true);
        }
    }

    /// What is to be said to the person, once.
    pub fn notices(&mut self) -> Vec<Clean> {
        std::mem::take(&mut self.notices)
    }

    /// Starts the thread, once, and has it look for programs; that is waited for, but for no longer than nobody notices: a
    /// folder of `PATH` may lie on a disk that does not answer.
    fn begin(&mut self) {
        let Some(clock) = self.clock.take() else { return };
        let mailbox = Arc::new(Mailbox::default());
        let cache = Cache::new(folder(&self.around.cache), self.wishes.volume);
        let (rate, path) = (self.wishes.rate, self.around.path.clone());
        let own = (self.wishes.player.clone(), self.wishes.speak.clone());
        let (hands, theirs) = ((clock, self.wake.take()), Arc::clone(&mailbox));
        let work = move || {
            let find = |what, own: &Option<Vec<String>>| Program::find(what, own.as_deref(), rate, path.as_deref());
            let programs = (find(Use::Play, &own.0), find(Use::Speak, &own.1));
            let found = (!programs.0.is_empty(), !programs.1.is_empty());
            let worker = Worker::new(Arc::clone(&theirs), hands, (cache, rate), programs);
            theirs.put(|post| post.found = Some(found));
            worker.run();
        };
        let thread = std::thread::Builder::new().name("sound".into()).stack_size(STACK);
        if thread.spawn(work).is_err() {
            self.can = (false, false);
            let text = "No tones and no voice: the system has no room for one more thread.";
            return self.notices.push(Clean::visible(text));
        }
        mailbox.wait_until(SEARCH, |post| post.found.is_some());
        self.mailbox = Some(mailbox);
        self.take_found();
        if let Some(mailbox) = self.mailbox.take_if(|_| self.can == (false, false)) {
            mailbox.put(|post| post.quit = true);
        }
    }

    /// Takes in which programs there are, once that is known.
    fn take_found(&mut self) {
        let Some((tones, voice)) = self.mailbox.as_ref().and_then(|mailbox| mailbox.open().found.take()) else {
            return;
        };
        self.can = (self.can.0 && tones, self.can.1 && voice);
        // Whoever asked for nothing in particular is not told that there is nothing.
        let asked = |wish: Option<bool>, own: &Option<Vec<String>>| {
            wish == Some(true) && own.is_none() || own.as_ref().is_some_and(|own| !own.is_empty())
        };
        if !tones && self.hearing.tones() && asked(self.wishes.sound, &self.wishes.player) {
            self.notices.push(nothing_found(NO_TONES));
        }
        if !voice && self.hearing.voice() && asked(self.wishes.voice, &self.wishes.speak) {
            self.notices.push(nothing_found(NO_VOICE));
        }
    }

    fn take_news(&mut self, now: Moment) {
        self.take_found();
        let Some(mailbox) = &self.mailbox else { return };
        let news = std::mem::take(&mut mailbox.open().news);
        for news in news {
            let notice = match news {
                News::Unplayed(of) => {
                    self.unrung |= now.since(of) <= STALE;
                    continue;
                }
                News::NoTones(why) if std::mem::take(&mut self.can.0) => format!("{NO_TONES}: {why}."),
                News::NoVoice(why) if std::mem::take(&mut self.can.1) => format!("{NO_VOICE}: {why}."),
                News::NoFile(why) => format!("A tone could not be kept in the cache folder: {why}."),
                News::NoTones(_) | News::NoVoice(_) => continue,
            };
            self.notices.push(Clean::visible(&notice));
        }
    }

    /// Ticks at the pace of the step that is worked, so far into its segment; not otherwise.
    fn set_pulse(&mut self, worked: Option<(&Session, Duration)>, now: Moment) {
        let can = self.hearing.tones() && self.can.0 && self.wishes.volume > 0;
        let ticks = |(session, _): &(&Session, Duration)| {
            let aloud = aloud(session, session.at());
            can && aloud.sound != Some(false) && aloud.tick.unwrap_or(self.wishes.tick)
        };
        let pulse = worked.filter(ticks).and_then(|(session, elapsed)| {
            let pace = session.plan().step_of(session.at()).pace.filter(|pace| *pace > 0)?;
            // With the strokes that are shown: those begin with the segment. Counted from the next one, since a session that
            // goes on may have begun before there was a clock.
            let every = Duration::from_secs(60) / pace;
            Some(Pulse { from: now.plus(every.saturating_sub(past(elapsed, every))), every })
        });
        let same = match (pulse, self.pulse) {
            (Some(new), Some(old)) => new.every == old.every && are_in_step(new, old),
            (new, old) => new == old,
        };
        if !same {
            self.pulse = pulse;
            if let Some(mailbox) = &self.mailbox {
                mailbox.put(|post| post.pulse = pulse);
            }
        }
    }
}

/// Whether the ticks of two pulses of one pace fall together.
fn are_in_step(one: Pulse, other: Pulse) -> bool {
    let apart = one.from.since(other.from).max(other.from.since(one.from));
    let off = past(apart, one.every);
    off.min(one.every.saturating_sub(off)) <= SLACK
}

/// What has passed of the stroke under way, so long after the first one began.
fn past(since: Duration, every: Duration) -> Duration {
    let nanos = since.as_nanos() % every.as_nanos().max(1);
    Duration::from_nanos(u64::try_from(nanos).unwrap_or_default())
}

impl Drop for Speaker {
    fn drop(&mut self) {
        if let Some(mailbox) = &self.mailbox {
            mailbox.put(|post| post.quit = true);
            mailbox.wait_until(LAST_WAIT, |post| post.gone);
        }
    }
}

/// What the step of a segment says about being heard.
fn aloud(session: &Session, segment: usize) -> Aloud {
    let plan = session.plan();
    plan.segments.get(segment).map_or_else(Aloud::default, |_| plan.step_of(segment).aloud)
}

const NO_TONES: &str = "No tone can be played here";
const NO_VOICE: &str = "Nothing can be said aloud here";

/// Where there is no program, `doctor` says which ones there could be.
fn nothing_found(what: &str) -> Clean {
    Clean::visible(&format!("{what}. `solemate doctor` says what is missing."))
}
