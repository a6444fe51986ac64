//! What the driver holds of all this: told the cues and the time, it never waits.

use std::ffi::OsString;
use std::path::PathBuf;
use std::sync::Arc;
use std::time::Duration;

use super::cache::Cache;
use super::child::end_all;
use super::phrase::Phrase;
use super::programs::{Program, Use};
use super::tone::Tone;
use super::wishes::Wishes;
use super::worker::{Mailbox, News, Pulse, STALE, Worker};
use super::{rings, script};
use crate::domain::hearing::{Aloud, Hearing};
use crate::domain::plan::Kind;
use crate::domain::session::{Cue, Session, Standing};
use crate::domain::text::Clean;
use crate::domain::time::Moment;

/// At the end, programs at work are waited for so long.
const LAST_WAIT: Duration = Duration::from_millis(400);

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
    /// The thread's mailbox, once there is a thread.
    mailbox: Option<Arc<Mailbox>>,
    /// Whether tones, and the voice, can be heard as far as is known.
    can: (bool, bool),
    notices: Vec<Clean>,
    /// A cue whose tone could not be played, and whose bell has not rung.
    unrung: bool,
    /// The segment under way and what was left of it when it was last seen.
    seen: Option<(usize, Duration)>,
    pulse: Option<Pulse>,
    /// When the voice will have said its last phrase.
    speaks_until: Option<Moment>,
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
            mailbox: None,
            can: (true, true),
            notices: Vec::new(),
            unrung: false,
            seen: None,
            pulse: None,
            speaks_until: None,
        }
    }

    /// Lets cues be heard; whether the bell is to ring, because no tone can.
    pub fn hear(&mut self, cues: &[Cue], session: Option<&Session>, now: Moment) -> bool {
        let fresh = || cues.iter().filter(|cue| now.since(cue.at) <= STALE);
        if self.hearing == Hearing::Silent || fresh().next().is_none() {
            return false;
        }
        self.begin();
        let aloud = |cue: &Cue| session.map_or_else(Aloud::default, |session| aloud(session, cue.segment));
        let spoken = |cue: &&Cue| self.hearing.voice() && self.can.1 && aloud(cue).voice != Some(false);
        let sounded = |cue: &&Cue| self.hearing.tones() && aloud(cue).sound != Some(false);
        let phrase = fresh().rev().filter(spoken).find_map(|cue| {
            let place = session.and_then(|session| script::Place::of(session, now));
            let phrase = script::phrase(*cue, place, &self.wishes)?;
            Some((phrase, cue.at))
        });
        let plays = self.can.0 && self.wishes.volume > 0;
        let tone = fresh().rev().filter(|_| plays).filter(sounded);
        let tone = tone.filter_map(|cue| Some((Tone::of(cue.kind)?, cue.at))).next();
        let rings = !self.can.0 && fresh().filter(sounded).any(|cue| rings(cue.kind));
        if let Some((phrase, _)) = &phrase {
            self.speaks_until = Some(now.plus(phrase.length(self.wishes.rate)));
        }
        if let Some(mailbox) = self.mailbox.as_ref().filter(|_| phrase.is_some() || tone.is_some()) {
            mailbox.put(|post| {
                post.phrase = phrase.or(post.phrase.take());
                post.tone = tone.or(post.tone.take());
            });
        }
        rings
    }

    /// Says a sentence, for somebody who wants to know whether it is heard.
    pub fn try_voice(&mut self, text: &str, now: Moment) {
        self.begin();
        if let (Some(mailbox), Some(phrase)) = (&self.mailbox, Phrase::new(text)) {
            mailbox.put(|post| post.phrase = Some((phrase, now)));
        }
    }

    /// Plays a tone for the same purpose. Whether the bell is to ring, because none can be played.
    pub fn try_tone(&mut self, tone: Tone, now: Moment) -> bool {
        self.begin();
        if let Some(mailbox) = self.mailbox.as_ref().filter(|_| self.can.0) {
            mailbox.put(|post| post.tone = Some((tone, now)));
        }
        !self.can.0
    }

    /// Follows a session: says the time left at its marks, and ticks. Whether the bell is to ring.
    pub fn follow(&mut self, session: Option<&Session>, now: Moment) -> bool {
        self.take_news(now);
        let glance = session.map(|session| session.glance(now)).filter(|glance| glance.standing == Standing::Running);
        let here = session.zip(glance).map(|(session, glance)| (session.at(), glance.clock));
        let before = std::mem::replace(&mut self.seen, here);
        if let (Some(session), Some((segment, left)), Some((last, heard))) = (session, here, before)
            && segment == last
            && session.plan().segments[segment].kind == Kind::Work
            && self.hearing.voice()
            && self.can.1
            && aloud(session, segment).voice != Some(false)
            // It must not cut off what is being said: half-way may be the same moment.
            && self.speaks_until.is_none_or(|until| until <= now)
            && let Some(mark) =
                self.wishes.marks.iter().map(|mark| mark.span()).find(|mark| left <= *mark && *mark < heard)
            && let Some(phrase) = script::mark(session.plan(), segment, mark, &self.wishes)
            && let Some(mailbox) = &self.mailbox
        {
            mailbox.put(|post| post.phrase = Some((phrase, now)));
        }
        self.set_pulse(session.filter(|_| glance.is_some_and(|glance| glance.segment.kind.is_work())), now);
        std::mem::take(&mut self.unrung)
    }

    /// What the person wants to hear from now on.
    pub fn set(&mut self, hearing: Hearing) {
        self.hearing = hearing;
        self.hush();
    }

    /// Whatever speaks or plays stops.
    pub fn hush(&mut self) {
        self.pulse = None;
        if let Some(mailbox) = &self.mailbox {
            mailbox.put(|post| (post.hush, post.tone, post.phrase, post.pulse) = (true, None, None, None));
        }
    }

    /// What is to be said to the person, once.
    pub fn notices(&mut self) -> Vec<Clean> {
        std::mem::take(&mut self.notices)
    }

    /// Looks for programs and starts the thread, once, if there is anything for it to do.
    fn begin(&mut self) {
        let Some(clock) = self.clock.take() else { return };
        let path = self.around.path.as_deref();
        let rate = self.wishes.rate;
        let players = Program::find(Use::Play, self.wishes.player.as_deref(), rate, path);
        let engines = Program::find(Use::Speak, self.wishes.speak.as_deref(), rate, path);
        self.can = (!players.is_empty(), !engines.is_empty());
        // Whoever asked for nothing in particular is not told that there is nothing.
        let asked = |wish: Option<bool>, own: &Option<Vec<String>>| {
            wish == Some(true) && own.is_none() || own.as_ref().is_some_and(|own| !own.is_empty())
        };
        if !self.can.0 && self.hearing.tones() && asked(self.wishes.sound, &self.wishes.player) {
            self.notices.push(no_tones());
        }
        if !self.can.1 && self.hearing.voice() && asked(self.wishes.voice, &self.wishes.speak) {
            self.notices.push(no_voice());
        }
        if self.can == (false, false) {
            return;
        }
        let mailbox = Arc::new(Mailbox::default());
        let cache = Cache::new(self.around.cache.join("sounds"), self.wishes.volume);
        let worker = Worker::new(Arc::clone(&mailbox), clock, (cache, rate), (players, engines));
        let thread = std::thread::Builder::new().name("sound".into()).stack_size(STACK);
        match thread.spawn(move || worker.run()) {
            Ok(_) => self.mailbox = Some(mailbox),
            Err(_) => {
                self.can = (false, false);
                self.notices.push(no_tones());
            }
        }
    }

    fn take_news(&mut self, now: Moment) {
        let Some(mailbox) = &self.mailbox else { return };
        for news in std::mem::take(&mut mailbox.open().news) {
            match news {
                News::NoTones(of) if self.can.0 => {
                    self.can.0 = false;
                    self.unrung = now.since(of) <= STALE * 2;
                    self.notices.push(no_tones());
                }
                News::NoVoice if self.can.1 => {
                    self.can.1 = false;
                    self.notices.push(no_voice());
                }
                News::NoTones(_) | News::NoVoice => {}
            }
        }
    }

    /// Ticks at the pace of the step that is worked; not otherwise.
    fn set_pulse(&mut self, worked: Option<&Session>, now: Moment) {
        let can = self.hearing.tones() && self.can.0 && self.wishes.volume > 0;
        let ticks = |session: &&Session| {
            let aloud = aloud(session, session.at());
            can && aloud.sound != Some(false) && aloud.tick.unwrap_or(self.wishes.tick)
        };
        let pace = worked.filter(ticks).and_then(|session| session.plan().step_of(session.at()).pace);
        let every = pace.filter(|pace| *pace > 0).map(|pace| Duration::from_secs(60) / pace);
        if every != self.pulse.map(|pulse| pulse.every) {
            self.pulse = every.map(|every| Pulse { from: now, every });
            if let Some(mailbox) = &self.mailbox {
                mailbox.put(|post| post.pulse = self.pulse);
            }
        }
    }
}

impl Drop for Speaker {
    fn drop(&mut self) {
        if let Some(mailbox) = &self.mailbox {
            mailbox.put(|post| post.quit = true);
            if !mailbox.wait_until_gone(LAST_WAIT) {
                end_all();
            }
        }
    }
}

/// What the step of a segment says about being heard.
fn aloud(session: &Session, segment: usize) -> Aloud {
    let plan = session.plan();
    plan.segments.get(segment).map_or_else(Aloud::default, |_| plan.step_of(segment).aloud)
}

fn no_tones() -> Clean {
    Clean::visible("No tone can be played here. `solemate doctor` says what is missing.")
}

fn no_voice() -> Clean {
    Clean::visible("Nothing can be said aloud here. `solemate doctor` says what is missing.")
}
