//! A session under way: what keys do, what is kept, and when the screen changes. How it looks is in `stage`.

mod rating;
mod remark;

use std::time::Duration;

use chrono::{DateTime, FixedOffset};

use crate::domain::body::{Feet, PerSide};
use crate::domain::hearing::Hearing;
use crate::domain::limits::Limits;
use crate::domain::motion::{Frames, frame, moves};
use crate::domain::record::{Ending, Fact, FactId, Pain, What};
use crate::domain::session::{AGAIN_WITHIN, BadProgress, Cue, CueKind, Hurting, Input, Session, Standing, Unfinished};
use crate::domain::time::{Moment, Now};
use crate::domain::words::{Rated, Whose};
use crate::ui::effect::{Effect, Ended, Go, Ready, Turn};
use crate::ui::keymap::{Action, Scope};
use crate::ui::rating::{During, before_of};
use crate::ui::signal::Signal;
use crate::ui::wheel::Wheel;

pub use remark::Remark;
use remark::is_remarked;

/// A skip or an end wants its second press within this time.
pub const CONFIRM_WITHIN: Duration = Duration::from_secs(2);

/// While running, where the session stands is kept at least this often.
const SAVE_EVERY: Duration = Duration::from_secs(10);

/// How long a passing remark stays.
const REMARK_FOR: Duration = Duration::from_secs(4);

/// How long what has more words stays.
const READ_FOR: Duration = Duration::from_secs(6);

/// How much is shown.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub enum View {
    /// For three metres: side, time, phase.
    #[default]
    Far,
    /// For reading: with the whole instruction.
    Near,
}

/// The screen.
#[derive(Clone, Debug)]
pub struct Player {
    session: Session,
    id: FactId,
    started: DateTime<FixedOffset>,
    before: PerSide<Option<Pain>>,
    view: View,
    remark: Option<(Remark, Moment)>,
    during: During,
    /// The last rating, as it was said.
    rated: Option<Rated>,
    signal: Signal,
    limits: Limits,
    wheel: Wheel,
    locked: bool,
    saved: Moment,
    /// When it was last heard of: what is drawn is not older.
    seen: Moment,
}

impl Player {
    /// Begins; none when the plan has nothing to do.
    pub fn begin(ready: Ready, view: View, now: Now) -> Option<(Self, Turn)> {
        let (session, cues) = Session::new(ready.plan, now.moment)?;
        let mut player = Self {
            session,
            id: ready.session,
            started: now.wall,
            before: ready.before,
            view,
            remark: None,
            during: During::new(ready.session),
            rated: None,
            signal: Signal::default(),
            limits: Limits::DEFAULT,
            wheel: Wheel::default(),
            locked: false,
            saved: now.moment,
            seen: now.moment,
        };
        let turn = player.after(cues, now);
        Some((player, turn))
    }

    /// Goes on with a session that was cut off, paused; what was rated before and in it stands in the facts of the last weeks.
    ///
    /// # Errors
    /// If what was kept does not fit together.
    pub fn resume(unfinished: Unfinished, recent: &[Fact], view: View, now: Now) -> Result<Self, BadProgress> {
        Ok(Self {
            session: Session::resume(unfinished.plan, unfinished.progress, now.moment)?,
            id: unfinished.session,
            started: unfinished.started,
            before: before_of(unfinished.session, recent),
            view,
            remark: None,
            during: During::going_on(unfinished.session, recent),
            rated: None,
            signal: Signal::default(),
            limits: Limits::DEFAULT,
            wheel: Wheel::default(),
            locked: false,
            saved: now.moment,
            seen: now.moment,
        })
    }

    /// Its cues are seen in this way.
    #[must_use]
    pub fn seen_by(self, signal: Signal) -> Self {
        Self { signal, ..self }
    }

    /// Its ratings are judged by these bands.
    #[must_use]
    pub fn by(self, limits: Limits) -> Self {
        Self { limits, ..self }
    }

    /// What is seen of its cues.
    pub const fn signal(&self) -> &Signal {
        &self.signal
    }

    /// Where its keys are in the table.
    pub const fn scope(&self) -> Scope {
        if self.locked { Scope::SessionLocked } else { Scope::Session }
    }

    /// The session.
    pub const fn session(&self) -> &Session {
        &self.session
    }

    /// The view chosen.
    pub const fn view_chosen(&self) -> View {
        self.view
    }

    /// What is being said in passing.
    pub fn remark(&self) -> Option<Remark> {
        self.remark.map(|(remark, _)| remark)
    }

    /// The next moment at which something changes.
    pub fn next_wake(&self) -> Option<Moment> {
        let remark = self.remark.map(|(_, until)| until);
        [self.session.next_wake(), remark, self.signal.next_wake()].into_iter().flatten().min()
    }

    /// The next moment at which the hand in the drawing has moved on by a frame, while it moves.
    pub fn next_frame(&self, frames: Frames) -> Option<Moment> {
        let glance = self.session.glance(self.seen);
        let runs = matches!(glance.standing, Standing::Running | Standing::Counting);
        let beat = glance.beat();
        let frame = frame(frames, glance.step, &beat).filter(|_| runs && moves(glance.step, &beat));
        frame.map(|frame| {
            let done = glance.elapsed.as_nanos() / frame.as_nanos().max(1) + 1;
            let next = Duration::from_nanos(u64::try_from(done * frame.as_nanos()).unwrap_or(u64::MAX));
            self.seen.plus(next.saturating_sub(glance.elapsed))
        })
    }

    /// The hand in the drawing has moved, and nothing else has changed.
    pub fn sees_move(&mut self, now: Now) {
        self.seen = self.seen.max(now.moment);
    }

    /// Time passes.
    pub fn tick(&mut self, now: Now) -> Turn {
        let cues = self.session.advance(now.moment);
        self.after(cues, now)
    }

    /// The machine slept, or the program was stopped.
    pub fn away(&mut self, away: Duration, now: Now) -> Turn {
        let mut cues = self.session.slept(away, now.moment);
        cues.extend(self.session.advance(now.moment));
        self.after(cues, now)
    }

    /// The program was stopped and goes on: nothing since it was last seen was lived.
    pub fn stopped(&mut self, now: Now) -> Turn {
        let cues = self.session.stopped(now.moment);
        self.after(cues, now)
    }

    /// Does what a key asks for.
    pub fn update(&mut self, action: Action, now: Now) -> Turn {
        let input = match action {
            Action::View => {
                self.view = match self.view {
                    View::Far => View::Near,
                    View::Near => View::Far,
                };
                return Turn::draw();
            }
            Action::Number(value) => return self.rate(value, now),
            Action::OtherSide if self.during.is_movable(now.moment) => return self.move_over(now),
            Action::Lock => return self.lock(now),
            Action::Skip | Action::Stop if !self.confirmed(action, now.moment) => {
                self.remark = Some((Remark::Again(action), now.moment.plus(CONFIRM_WITHIN)));
                return Turn::draw();
            }
            Action::Pause => Input::Pause,
            Action::Skip => Input::Skip,
            Action::Stop => Input::Stop,
            Action::GoBack => Input::Back,
            Action::Restart => Input::Restart,
            Action::AddTime => Input::AddTime,
            Action::TakeTime => Input::TakeTime,
            Action::WaitForMe => Input::WaitForMe,
            Action::SwapSides => Input::SwapSides,
            Action::ThatHurt => Input::ThatHurt,
            _ => Input::Toggle,
        };
        // A mark that is made twice leaves what is said about it.
        self.remark.take_if(|_| input != Input::ThatHurt);
        let cues = self.session.handle(input, now.moment);
        self.after(cues, now)
    }

    /// Pauses, because the terminal is given away.
    pub fn pause(&mut self, now: Now) -> Turn {
        self.told(Input::Pause, now)
    }

    /// Does what somebody asks for who is not at the keys.
    pub fn told(&mut self, input: Input, now: Now) -> Turn {
        let cues = self.session.told(input, now.moment);
        self.after(cues, now)
    }

    /// What must be kept of it if the program ends now.
    pub fn unfinished(&self, now: Now) -> Unfinished {
        Unfinished {
            session: self.id,
            started: self.started,
            saved: now.wall,
            plan: self.session.plan().clone(),
            progress: self.session.progress(now.moment),
        }
    }

    /// Locks at once; unlocks with the second press.
    fn lock(&mut self, now: Now) -> Turn {
        let unlocks = self.locked && self.confirmed(Action::Lock, now.moment);
        let (remark, until) = match (self.locked, unlocks) {
            (false, _) => (Remark::Locked, REMARK_FOR),
            (true, false) => (Remark::Again(Action::Lock), CONFIRM_WITHIN),
            (true, true) => (Remark::Unlocked, REMARK_FOR),
        };
        self.locked = !unlocks;
        self.remark = Some((remark, now.moment.plus(until)));
        Turn::draw()
    }

    /// Says how much is heard from now on.
    pub fn heard(&mut self, hearing: Hearing, now: Now) -> Turn {
        self.remark = Some((Remark::Heard(hearing), now.moment.plus(REMARK_FOR)));
        Turn::draw()
    }

    /// A key that the lock keeps out: says how to unlock.
    pub fn refuse(&mut self, now: Now) -> Turn {
        self.remark = Some((Remark::Locked, now.moment.plus(REMARK_FOR)));
        Turn::draw()
    }

    /// The wheel is turned by a notch. Whatever it does wants a second turn: a wheel is moved by a sleeve.
    pub fn turn(&mut self, action: Action, now: Now) -> Turn {
        if !self.wheel.begins_turn(now.moment) {
            return Turn::nothing();
        }
        let again = Remark::TurnAgain(action);
        if self.remark.is_some_and(|(remark, until)| remark == again && now.moment <= until) {
            self.remark = Some((Remark::Again(action), now.moment));
            return self.update(action, now);
        }
        self.remark = Some((again, now.moment.plus(CONFIRM_WITHIN)));
        Turn::draw()
    }

    fn confirmed(&self, action: Action, now: Moment) -> bool {
        matches!(self.remark, Some((Remark::Again(asked), until)) if asked == action && now <= until)
    }

    /// What follows from cues: something to hear, to keep, to say, and at the end another screen.
    fn after(&mut self, cues: Vec<Cue>, now: Now) -> Turn {
        let mut turn = Turn::draw();
        self.seen = self.seen.max(now.moment);
        self.signal.take(&cues, now.moment);
        if self.remark.is_some_and(|(_, until)| until <= now.moment) {
            self.remark = None;
        }
        if cues.iter().any(|cue| self.opens_a_block(*cue)) {
            match &mut self.remark {
                Some((Remark::Rated(rated), _)) => rated.whose = Whose::Over,
                // What is to be made lighter is over, and a second press would not skip it.
                Some((Remark::Hurt(hurting), _)) => *hurting = Hurting::Before,
                _ => {}
            }
        }
        if let Some(cue) = cues.iter().rev().find(|cue| is_remarked(cue.kind)) {
            self.remark = Some((Remark::Did(cue.kind), now.moment.plus(REMARK_FOR)));
        }
        if let Some(cue) = cues.iter().find(|cue| cue.kind == CueKind::ThatHurt) {
            let hurting = self.session.hurting(cue.segment);
            self.remark = Some((Remark::Hurt(hurting), now.moment.plus(AGAIN_WITHIN)));
        }
        if let Some(ending) = self.session.ending() {
            turn.go = Some(Go::After(Box::new(self.end(ending, now, &mut turn.effects))));
        } else if cues.iter().any(|cue| is_worth_keeping(cue.kind)) || self.is_save_due(now) {
            self.saved = now.moment;
            turn.effects.push(Effect::SaveProgress(Box::new(self.unfinished(now))));
        }
        if !cues.is_empty() {
            turn.effects.push(Effect::Sound(cues));
        }
        turn
    }

    fn is_save_due(&self, now: Now) -> bool {
        self.session.next_wake().is_some() && now.moment.since(self.saved) >= SAVE_EVERY
    }

    /// Keeps the record, unless nothing was lived at all.
    fn end(&self, ending: Ending, now: Now, effects: &mut Vec<Effect>) -> Ended {
        let mut record = self.session.record(self.started, now.moment);
        record.ending = ending;
        if !record.lived.is_zero() {
            let what = What::Session(record.clone());
            effects.push(Effect::Keep(vec![Fact { id: self.id, ..Fact::new(now.wall, what) }]));
        } else {
            effects.push(Effect::EndProgress(self.id));
        }
        Ended { session: self.id, record, before: self.before, during: self.during.highest(), sore: self.asked_after() }
    }

    /// The feet to ask about after it: those that are sore; where both are, and one of them was neither rated nor worked, the
    /// other one.
    fn asked_after(&self) -> Feet {
        let choice = self.session.plan().choice;
        match (choice.sore, choice.work.only()) {
            (Feet::Both, Some(side)) if self.before.of(side.other()).is_none() => side.into(),
            (sore, _) => sore,
        }
    }
}

/// Whether where the session stands is kept at once: at every boundary, pause and change by the person.
const fn is_worth_keeping(kind: CueKind) -> bool {
    !matches!(
        kind,
        CueKind::Halfway | CueKind::Last(_) | CueKind::WillWait | CueKind::WillNotWait | CueKind::NothingYet
    )
}
