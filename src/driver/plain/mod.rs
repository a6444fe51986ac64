//! A session without a screen: one line for each event, one line for each answer. For screen readers, logs and pipes.
//!
//! It lives on the same screens as the full one, which think without being drawn: the same questions, the same engine,
//! the same facts on disk.
//!
//! ```text
//!   recover ─> before ─> live ─> after
//!      each: a line heard, a signal, or the next wish ─> update ─> what is to be said and kept
//! ```

mod cut_off;
mod ears;
mod live;
mod questions;
mod words;

use std::time::Duration;

use super::awake::{Awake, Wish};
use super::clock::Clock;
use super::ctl::Door;
use super::deeds::Deeds;
use super::opening::speaker;
use super::printer::{NotPrinted, Printer};
use crate::config::{Places, Settings};
use crate::domain::fit::Adjustment;
use crate::domain::health::{Guard, Profile};
use crate::domain::hearing::Hearing;
use crate::domain::limits::Limits;
use crate::domain::plan::Choice;
use crate::domain::record::Fact;
use crate::domain::routine::Routine;
use crate::domain::session::{CueKind, Session, left_at_halfway};
use crate::domain::text::Clean;
use crate::domain::time::{Moment, Now};
use crate::sound::Speaker;
use crate::sound::marks::{Marks, running};
use crate::ui::effect::{Effect, Go, Msg, Turn};
use crate::ui::saving::{Saved, Saving};
use crate::ui::screen::player::Player;
use ears::{Ears, Heard};

/// How often what is not on disk yet is tried again at the end: five seconds when another program is writing.
const LAST_TRIES: usize = 20;

/// What is to be lived.
#[derive(Debug)]
pub struct Order {
    /// Where files live.
    pub places: Places,
    /// What the person has chosen.
    pub settings: Settings,
    /// Sides and level for today.
    pub choice: Choice,
    /// The routine.
    pub routine: Routine,
    /// What of it is otherwise than on paper today.
    pub adjust: Adjustment,
    /// The bands by which pain is judged.
    pub limits: Limits,
    /// What was said of one's health.
    pub health: Profile,
    /// It is to be done as on paper, whatever the health profile says.
    pub anyway: bool,
}

/// How a plain session came to its end.
#[derive(Clone, PartialEq, Debug)]
pub enum End {
    /// As the person or the plan would have it.
    Done,
    /// A signal asked for it.
    Interrupted(i32),
}

/// A plain session that is over.
#[derive(Debug)]
pub struct Over {
    /// How it ended, or why it could not go on.
    pub how: Result<End, Trouble>,
    /// What could not be written.
    pub unsaved: Vec<Fact>,
}

/// Why there was no session, or why it could not go on.
#[derive(Debug, thiserror::Error)]
pub enum Trouble {
    /// Another session runs, or nothing is to be done today.
    #[error("{0}")]
    Refused(Clean),
    /// What was done of a session that was cut off could not be kept, and a new one would take its place.
    #[error("what was done of the session that was cut off cannot be kept: {0}")]
    CutOffNotKept(Clean),
    /// There are no signals to listen to.
    #[error("the system refuses a pipe: {0}")]
    Deaf(Clean),
    /// Nobody can read it.
    #[error(transparent)]
    Unheard(#[from] NotPrinted),
}

/// Why a session stops where it stands.
enum Stop {
    /// The person left while being asked.
    Left,
    Signal(i32),
    Trouble(Trouble),
}

impl From<NotPrinted> for Stop {
    fn from(error: NotPrinted) -> Self {
        Self::Trouble(error.into())
    }
}

/// What an answer may lead to.
#[derive(Default)]
struct Next {
    go: Option<Go>,
    reply: Option<Msg>,
}

/// Lives a session, from the questions before it to the ratings after it. Whatever ends it, what was done until then is on disk or among the unsaved.
pub fn run(order: Order) -> Over {
    let ears = match Ears::open() {
        Ok(ears) => ears,
        Err(error) => {
            return Over { how: Err(Trouble::Deaf(Clean::visible(&error.to_string()))), unsaved: Vec::new() };
        }
    };
    let clock = Clock::start(order.settings.day_begins);
    let mut plain = Plain {
        speaker: speaker(&order.places, &order.settings, &clock),
        hearing: order.settings.sound.hearing(),
        wanted: order.settings.sound.hearing(),
        marks: (order.settings.sound.marks.iter().map(|mark| mark.span()).collect(), Marks::default()),
        clock,
        out: Printer::new(),
        ears,
        deeds: Deeds::new(order.places.clone(), &order.settings),
        saving: Saving::default(),
        player: None,
        guard: order.adjust.guard,
        told: None,
        door: Door::new(order.places.clone()),
        awake: Awake::new(order.settings.awake),
        steered: false,
        left: false,
        again: None,
    };
    plain.speaker.wake_by(plain.ears.waker());
    let met = plain.course(order);
    plain.end(met)
}

/// Ends the process as the signal would have ended it.
pub fn die(signal: i32) -> std::process::ExitCode {
    #[cfg(unix)]
    drop(signal_hook::low_level::emulate_default_handler(signal));
    std::process::ExitCode::from(u8::try_from(128 + signal).unwrap_or(super::ending::INTERRUPTED))
}

struct Plain {
    clock: Clock,
    out: Printer,
    ears: Ears,
    deeds: Deeds,
    speaker: Speaker,
    hearing: Hearing,
    /// What of it the settings want.
    wanted: Hearing,
    /// The marks of the time left that are said, and which have passed.
    marks: (Vec<Duration>, Marks),
    saving: Saving,
    /// The session under way.
    player: Option<Player>,
    /// What the health profile says of this day.
    guard: Guard,
    /// The trouble that was said last, so that it is said once.
    told: Option<Clean>,
    door: Door,
    awake: Awake,
    /// Somebody steers it from outside: it is not alone, even with nobody at the keys.
    steered: bool,
    /// The person ended it, and wants to go.
    left: bool,
    /// Until when a second press is the habit of the screen, which asks for one, and no answer to what is asked here.
    again: Option<Moment>,
}

impl Plain {
    fn course(&mut self, order: Order) -> Result<(), Stop> {
        if !self.recover(order.limits, &order.adjust.guard)? {
            self.before(order)?;
        }
        let after = self.live();
        self.door.stand_open(false, || self.ears.waker());
        self.awake.follow(Wish::Release, self.clock.moment());
        let Some(after) = after? else { return Ok(()) };
        let met = self.after(after);
        match met {
            Err(Stop::Left | Stop::Signal(_)) => met,
            _ if self.left => met,
            _ => self.last_words().and(met),
        }
    }

    /// Does what a turn asks for, and says what is to be heard of it: first aloud, so that neither a slow disk nor somebody
    /// who has stopped reading takes the voice with it; then, once what was said and done is kept, in lines. Where the
    /// session stands is kept behind them: nobody waits for that.
    fn perform(&mut self, turn: Turn) -> Result<Next, Stop> {
        let mut next = Next { go: turn.go, reply: None };
        for effect in &turn.effects {
            if let Effect::Sound(cues) = effect {
                let session = self.player.as_ref().map(Player::session);
                // A line is read where no bell is wanted: by screen readers, in logs.
                let _ = self.speaker.hear(cues, session, self.clock.moment());
            }
        }
        let is_progress = |effect: &Effect| matches!(effect, Effect::SaveProgress(_));
        let (progress, others): (Vec<_>, Vec<_>) = turn.effects.into_iter().partition(is_progress);
        for effect in others.into_iter().chain(progress) {
            match effect {
                Effect::Keep(facts) => {
                    // A correction bears the moment at which it was made.
                    let now = self.clock.now().wall;
                    let made = facts.into_iter().map(|fact| fact.made(now)).collect();
                    let effect = self.saving.keep(made);
                    self.write(effect)?;
                }
                Effect::SaveProgress(_) => {
                    self.write(effect)?;
                    // A boundary is an occasion to try again what could not be written.
                    if let Some(again) = self.saving.retry() {
                        self.write(again)?;
                    }
                }
                Effect::EndProgress(_) => self.write(effect)?,
                Effect::Sound(cues) => {
                    let now = self.clock.now();
                    let session = self.player.as_ref().map(Player::session);
                    let lines = |session| cues.iter().flat_map(move |cue| words::lines(*cue, session, now));
                    for line in session.map(lines).into_iter().flatten().collect::<Vec<_>>() {
                        self.say(&line)?;
                    }
                    if cues.iter().any(|cue| cue.kind == CueKind::Stopped) {
                        self.say(words::what_was_done(self.saving.state() == Saved::Yes))?;
                    }
                }
                Effect::KeepHealth { .. } => self.write(effect)?,
                Effect::Load(_) => next.reply = self.deeds.answer(effect, self.clock.now()),
                Effect::Claim(_) | Effect::CloseCutOff(_) => {
                    next.reply = self.deeds.perform(effect, self.clock.now());
                }
                _ => {}
            }
        }
        Ok(next)
    }

    /// Lets the marks of time be heard and read, and says what has become of tones and voice.
    fn follow(&mut self, now: Now) -> Result<(), Stop> {
        let session = self.player.as_ref().map(Player::session);
        let _ = self.speaker.follow(session, now.moment);
        if let Some(line) = marked(session, &mut self.marks, now) {
            self.say(&line)?;
        }
        for notice in self.speaker.notices() {
            self.say(&notice)?;
        }
        Ok(())
    }

    /// Writes, and says once what is in the way.
    fn write(&mut self, effect: Effect) -> Result<(), Stop> {
        let now = self.clock.now();
        let reply = self.deeds.perform(effect, now);
        for notice in self.deeds.notices() {
            self.say(&notice)?;
        }
        let said = match reply {
            Some(Msg::Kept(facts)) => {
                self.told = None;
                for effect in self.saving.kept(&facts) {
                    match effect {
                        Effect::Keep(_) => self.write(effect)?,
                        _ => drop(self.deeds.perform(effect, now)),
                    }
                }
                return Ok(());
            }
            Some(Msg::NotKept(why)) => {
                self.saving.not_kept(why.clone());
                Clean::visible(&format!("Not saved yet: {why}. It is tried again."))
            }
            Some(Msg::Trouble(why)) => why,
            _ => return Ok(()),
        };
        if self.told.as_ref() != Some(&said) {
            self.say(&said)?;
            self.told = Some(said);
        }
        Ok(())
    }

    /// Asks, and waits for the answer; none when there is nobody to answer.
    fn ask(&mut self, question: &str) -> Result<Option<Clean>, Stop> {
        if self.ears.are_deaf() {
            return Ok(None);
        }
        self.say(question)?;
        loop {
            return match self.ears.wait(None, &self.clock) {
                Heard::Line(line) if line.as_str() == "q" && self.is_habit() => continue,
                Heard::Line(line) => Ok(Some(line)),
                Heard::Signal(signal) => Err(Stop::Signal(signal)),
                Heard::End | Heard::Time => Ok(None),
                Heard::Stop => {
                    self.stop();
                    continue;
                }
                // Called while the session was ending: there is none to be steered.
                Heard::Called | Heard::Continued => continue,
            };
        }
    }

    /// Whether a second `q` belongs to the one that ended the session; once.
    fn is_habit(&mut self) -> bool {
        let now = self.clock.moment();
        self.again.take().is_some_and(|until| now <= until)
    }

    fn say(&mut self, line: &str) -> Result<(), Stop> {
        self.ears.until_heard().map_err(Stop::Signal)?;
        self.out.line(line)?;
        Ok(self.out.flush()?)
    }

    /// Keeps what is to be kept, whatever happened.
    fn end(mut self, met: Result<(), Stop>) -> Over {
        let now = self.clock.now();
        for _ in 0..LAST_TRIES {
            let Some(again) = self.saving.retry() else { break };
            // What cannot be said any more is said by whoever gets the unsaved facts.
            drop(self.write(again));
        }
        if let Some(player) = &self.player {
            self.deeds.perform(Effect::SaveProgress(Box::new(player.unfinished(now))), now);
        }
        let stands = self.player.is_some() && self.deeds.stands();
        if self.told.is_some() && self.saving.state() == Saved::Yes {
            drop(self.say("Saved now."));
        }
        let how = match met {
            Ok(()) | Err(Stop::Left) => Ok(End::Done),
            Err(Stop::Signal(signal)) => {
                let kept = if stands {
                    "Interrupted. Where you were is kept: `solemate` offers to go on from there."
                } else {
                    "Interrupted."
                };
                drop(self.say(kept));
                Ok(End::Interrupted(signal))
            }
            Err(Stop::Trouble(trouble)) => Err(trouble),
        };
        Over { how, unsaved: self.saving.unsaved().to_vec() }
    }
}

/// The line for a mark of the time left that has just passed; none where half-way says the same.
fn marked(session: Option<&Session>, (marks, passed): &mut (Vec<Duration>, Marks), now: Now) -> Option<String> {
    let running = running(session, now.moment);
    let (_, mark) = passed.passed(running, marks.iter().copied())?;
    let (session, glance) = running?;
    (left_at_halfway(glance.segment, glance.length) != Some(mark)).then(|| words::mark(mark, session, now))
}
