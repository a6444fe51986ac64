//! A session without a screen: one line for each event, one line for each answer. For screen readers, logs and pipes.
//!
//! It lives on the same screens as the full one, which think without being drawn: the same questions, the same engine,
//! the same facts on disk.
//!
//! ```text
//!   recover ─> before ─> live ─> after
//!      each: a line heard, a signal, or the next wish ─> update ─> what is to be said and kept
//! ```

mod ears;
mod words;

use std::io;

use super::clock::Clock;
use super::deeds::Deeds;
use super::printer::{NotPrinted, Printer};
use crate::config::{Places, Settings};
use crate::domain::body::{Feet, Side};
use crate::domain::plan::Choice;
use crate::domain::record::{Ending, Fact, FactId, Pain, What};
use crate::domain::routine::Routine;
use crate::domain::session::{KEY_GRACE, LEAP, Standing};
use crate::domain::text::Clean;
use crate::domain::time::Now;
use crate::store::running::{self, Left};
use crate::ui::effect::{Effect, Go, Msg, Turn, Unfinished};
use crate::ui::keymap::Action;
use crate::ui::rating::before_of;
use crate::ui::saving::{Saved, Saving};
use crate::ui::screen::after::After;
use crate::ui::screen::before::{ADVICE, Before, QUESTIONS, Stage};
use crate::ui::screen::player::{Player, View};
use crate::ui::screen::recover::Recover;
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
    let mut plain = Plain {
        clock: Clock::start(),
        out: Printer::new(),
        ears,
        deeds: Deeds::new(order.places.clone(), &order.settings),
        saving: Saving::default(),
        closing: None,
        player: None,
        told: None,
    };
    let met = plain.course(order);
    plain.end(met)
}

/// Ends the process as the signal would have ended it.
pub fn die(signal: i32) -> std::process::ExitCode {
    #[cfg(unix)]
    drop(signal_hook::low_level::emulate_default_handler(signal));
    std::process::ExitCode::from(u8::try_from(128 + signal).unwrap_or(super::INTERRUPTED))
}

struct Plain {
    clock: Clock,
    out: Printer,
    ears: Ears,
    deeds: Deeds,
    saving: Saving,
    /// A session whose record is being kept: where it stood is forgotten once it is.
    closing: Option<FactId>,
    /// The session under way.
    player: Option<Player>,
    /// The trouble that was said last, so that it is said once.
    told: Option<Clean>,
}

impl Plain {
    fn course(&mut self, order: Order) -> Result<(), Stop> {
        if !self.recover()? {
            self.before(order)?;
        }
        match self.live()? {
            Some(after) => self.after(after),
            None => Ok(()),
        }
    }

    /// Asks about a session that was cut off; whether it goes on.
    fn recover(&mut self) -> Result<bool, Stop> {
        let unfinished = match running::open_session(self.deeds.state()) {
            Ok(Some(Left::Open(checkpoint))) => Deeds::unfinished(*checkpoint),
            Ok(Some(Left::Broken { kept, why })) => {
                let kept = kept.display();
                self.say(&format!("A session that was cut off cannot be read ({why}). It is kept in {kept}."))?;
                return Ok(false);
            }
            Ok(None) => return Ok(false),
            Err(error) => {
                self.say(&error.to_string())?;
                return Ok(false);
            }
        };
        let now = self.clock.now();
        let mut recover = Recover::new(unfinished.clone(), now);
        let Some(done) = recover.record() else { return Ok(false) };
        let began = unfinished.started.format("%A %-d %B, %H:%M").to_string();
        self.say(&words::cut_off(&unfinished.plan.name, &began, (done.lived, done.planned)))?;
        let answer = if std::io::IsTerminal::is_terminal(&io::stdin()) {
            self.ask("Enter keeps what was done and closes it. g goes on where it stopped.")?
        } else {
            None
        };
        if answer.is_some_and(|answer| answer.as_str() == "g") {
            self.go_on(&mut recover, unfinished, now)?;
            return Ok(true);
        }
        let turn = recover.update(Action::KeepAndClose, now);
        self.perform(turn)?;
        if let Saved::NotYet(why) = self.saving.state() {
            return Err(Stop::Trouble(Trouble::CutOffNotKept(why.clone())));
        }
        self.say("What was done of it is kept.")?;
        Ok(false)
    }

    fn go_on(&mut self, recover: &mut Recover, unfinished: Unfinished, now: Now) -> Result<(), Stop> {
        let turn = recover.update(Action::GoOn, now);
        let reply = self.perform(turn)?.reply;
        claimed(reply)?;
        // Ratings are facts of their own; they are looked up in the newest part of the history.
        let reach = crate::store::journal::Reach::Since(unfinished.started);
        let before = before_of(unfinished.session, &self.deeds.journal().recent(reach).facts);
        let refused = |why: crate::domain::session::BadProgress| {
            Stop::Trouble(Trouble::Refused(Clean::visible(&why.to_string())))
        };
        self.player = Some(Player::resume(unfinished, before, View::Far, now).map_err(refused)?);
        self.say("Paused where you were. Enter goes on. ? tells the keys.")
    }

    /// The questions and the ratings before a session; then it begins, unless an answer speaks against it.
    fn before(&mut self, order: Order) -> Result<(), Stop> {
        let Order { settings, choice, routine, .. } = order;
        let now = self.clock.now();
        let mut before = Before::new(routine, (settings.sore_foot, choice), settings.check, now);
        if before.plan().is_empty() {
            let text = "nothing in this routine is for the side chosen today; choose another with --side";
            return Err(Stop::Trouble(Trouble::Refused(Clean::visible(text))));
        }
        self.say(&words::heading(before.plan()))?;
        if before.stage() == Stage::Check && self.check(&mut before)? {
            self.rate("Pain now, if you want to keep it", before.ratings().feet(), |action, now| {
                before.update(action, now)
            })?;
            return Ok(());
        }
        self.rate("Pain now", before.ratings().feet(), |action, now| before.update(action, now))?;
        if before.offers_gentle() {
            let question = "6 or more: Gentle Day may suit today better. g for it, Enter for this one.";
            if self.ask(question)?.is_some_and(|answer| answer.as_str() == "g") {
                let turn = before.update(Action::Gentle, self.clock.now());
                if let Some(Msg::Loaded(Ok(gentle))) = self.perform(turn)?.reply {
                    before.replace(*gentle);
                    self.say(&words::heading(before.plan()))?;
                }
            }
        }
        let reply = self.perform(before.claim())?.reply;
        claimed(reply)?;
        if let Some(Go::Live(ready)) = before.begin().go
            && let Some((player, turn)) = Player::begin(*ready, View::Far, self.clock.now())
        {
            self.player = Some(player);
            self.perform(turn)?;
        }
        Ok(())
    }

    /// The five questions; whether an answer speaks against a session.
    fn check(&mut self, before: &mut Before) -> Result<bool, Stop> {
        self.say("Is any of this so today?")?;
        for (number, question) in (1..).zip(QUESTIONS) {
            self.say(&format!("{number}  {question}"))?;
        }
        let mut question = "Enter: none of these. Or the numbers of those that are so.";
        let yes = loop {
            let answer = self.ask(question)?.unwrap_or_default();
            let words = answer.split([' ', ',']).filter(|word| !word.is_empty());
            let numbers: Result<Vec<u8>, _> = words.map(str::parse).collect();
            match numbers {
                Ok(numbers) if numbers.iter().all(|number| (1..=5).contains(number)) => break numbers,
                _ => question = "Numbers from 1 to 5, with spaces between them, or Enter for none.",
            }
        };
        for number in (1..=5).filter(|number| yes.contains(number)) {
            before.update(Action::Number(number), self.clock.now());
        }
        before.update(Action::Open, self.clock.now());
        if before.stage() != Stage::Stopped {
            return Ok(false);
        }
        self.say("No session today.")?;
        for text in before.answers().iter().zip(ADVICE).filter(|(yes, _)| **yes).flat_map(|(_, advice)| advice) {
            self.say(text)?;
        }
        Ok(true)
    }

    /// Asks for a rating of each foot. Silence stays "not rated".
    fn rate(&mut self, title: &str, feet: Feet, mut update: impl FnMut(Action, Now) -> Turn) -> Result<(), Stop> {
        for side in Side::BOTH.into_iter().filter(|side| feet.include(*side)) {
            let mut question = format!("{title}, {} foot: 0 (none) to 10 (worst). Enter skips.", side.word());
            let value = loop {
                let Some(answer) = self.ask(&question)? else { return Ok(()) };
                if answer.is_empty() {
                    break None;
                }
                match answer.parse::<u8>().map(Pain::try_from) {
                    Ok(Ok(value)) => break Some(value),
                    _ => question = "A whole number from 0 to 10, or Enter to skip.".into(),
                }
            };
            let now = self.clock.now();
            let turn = match value {
                Some(value) => update(Action::Number(value.value()), now),
                None => update(Action::NextField, now),
            };
            self.perform(turn)?;
            if let Some(value) = value {
                let kept = if self.saving.state() == Saved::Yes { "kept" } else { "not saved yet" };
                self.say(&format!("{} foot {}, {}: {kept}", side.word(), value.value(), value.label()))?;
            }
        }
        Ok(())
    }

    /// Lives the session to its end; what comes after it.
    fn live(&mut self) -> Result<Option<After>, Stop> {
        while let Some(player) = &mut self.player {
            // Nobody is there any more to go on for.
            let standing = player.session().glance(self.clock.moment()).standing;
            let alone = !self.ears.is_open() && standing != Standing::Running;
            let wish = if alone { Some(self.clock.moment().plus(KEY_GRACE)) } else { player.next_wake() };
            let heard = self.ears.wait(wish, &self.clock);
            let now = self.clock.now();
            let overslept = wish.map_or_else(Default::default, |wish| now.moment.since(wish));
            let away = self.clock.slept().filter(|_| overslept <= LEAP);
            let mut turns = Vec::new();
            turns.extend(away.map(|away| player.away(away, now)));
            match heard {
                Heard::Signal(signal) => return Err(Stop::Signal(signal)),
                Heard::Line(line) => match actions(&line) {
                    Some(actions) => turns.extend(actions.iter().map(|action| player.update(*action, now))),
                    None => {
                        for keys in words::KEYS {
                            self.say(keys)?;
                        }
                    }
                },
                Heard::Time if alone => turns.push(player.update(Action::BigButton, now)),
                Heard::Time | Heard::End => turns.push(player.tick(now)),
            }
            for turn in turns {
                if let Some(Go::After(ended)) = self.perform(turn)?.go {
                    self.player = None;
                    return Ok(Some(After::new(*ended)));
                }
            }
        }
        Ok(None)
    }

    fn after(&mut self, mut after: After) -> Result<(), Stop> {
        let record = after.record();
        let done = crate::domain::words::of(record.lived, record.planned);
        let how = match record.ending {
            Ending::Finished => "Finished",
            Ending::Early | Ending::Interrupted => "Ended early",
        };
        self.say(&format!("{how}: {done}."))?;
        self.rate("Pain now", after.ratings().feet(), |action, now| after.update(action, now))
    }

    /// Does what a turn asks for, and says what is to be heard of it.
    fn perform(&mut self, turn: Turn) -> Result<Next, Stop> {
        let mut next = Next { go: turn.go, reply: None };
        for effect in turn.effects {
            match effect {
                Effect::Keep(facts) => {
                    let session = facts.iter().find(|fact| matches!(fact.what, What::Session(_)));
                    self.closing = session.map(|fact| fact.id).or(self.closing);
                    let effect = self.saving.keep(facts);
                    self.write(effect)?;
                }
                Effect::SaveProgress(_) => {
                    self.write(effect)?;
                    // A boundary is an occasion to try again what could not be written.
                    if let Some(again) = self.saving.retry() {
                        self.write(again)?;
                    }
                }
                Effect::EndProgress => self.write(effect)?,
                Effect::Sound(cues) => {
                    let now = self.clock.now().moment;
                    let session = self.player.as_ref().map(Player::session);
                    let lines = cues.iter().filter_map(|cue| words::line(*cue, session?, now)).collect::<Vec<_>>();
                    for line in lines {
                        self.say(&line)?;
                    }
                }
                Effect::Load(_) | Effect::Claim(_) => {
                    let now = self.clock.now();
                    next.reply = self.deeds.read(effect, now);
                }
                _ => {}
            }
        }
        Ok(next)
    }

    /// Writes, and says once what is in the way.
    fn write(&mut self, effect: Effect) -> Result<(), Stop> {
        let said = match self.deeds.write(effect) {
            Some(Msg::Kept(facts)) => {
                self.saving.kept(&facts);
                self.told = None;
                if self.closing.take_if(|id| facts.iter().any(|(kept, _)| kept == id)).is_some() {
                    self.deeds.write(Effect::EndProgress);
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
        match self.ears.wait(None, &self.clock) {
            Heard::Line(line) => Ok(Some(line)),
            Heard::Signal(signal) => Err(Stop::Signal(signal)),
            Heard::End | Heard::Time => Ok(None),
        }
    }

    fn say(&mut self, line: &str) -> Result<(), Stop> {
        self.out.line(line)?;
        Ok(self.out.flush()?)
    }

    /// Keeps what is to be kept, whatever happened.
    fn end(mut self, met: Result<(), Stop>) -> Over {
        let now = self.clock.now();
        if let Some(player) = &self.player {
            self.deeds.write(Effect::SaveProgress(Box::new(player.unfinished(now))));
        }
        for _ in 0..LAST_TRIES {
            let Some(again) = self.saving.retry() else { break };
            // What cannot be said any more is said by whoever gets the unsaved facts.
            drop(self.write(again));
        }
        if self.told.is_some() && self.saving.state() == Saved::Yes {
            drop(self.say("Saved now."));
        }
        let how = match met {
            Ok(()) => Ok(End::Done),
            Err(Stop::Signal(signal)) => {
                let kept = if self.player.is_some() {
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

/// Whether the claim went through.
fn claimed(reply: Option<Msg>) -> Result<(), Stop> {
    match reply {
        Some(Msg::Claimed(Err(who))) => {
            let text = format!("{who}; end it there, or take it over on the full screen");
            Err(Stop::Trouble(Trouble::Refused(Clean::visible(&text))))
        }
        _ => Ok(()),
    }
}

/// What a line asks of a session; none for one that asks for help. Whoever types a line and Enter means it, so a skip
/// and an end are confirmed at once.
fn actions(line: &str) -> Option<&'static [Action]> {
    Some(match line {
        "" | "p" => &[Action::BigButton],
        "s" => &[Action::Skip, Action::Skip],
        "b" => &[Action::GoBack],
        "r" => &[Action::Restart],
        "+" => &[Action::AddTime],
        "-" => &[Action::TakeTime],
        "w" => &[Action::WaitForMe],
        "x" => &[Action::SwapSides],
        "q" => &[Action::Stop, Action::Stop],
        _ => return None,
    })
}
