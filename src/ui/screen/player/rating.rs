//! Pain now, by a digit, while the hands are at work: on whose side it is kept, and what is said to it.

use super::{Player, READ_FOR, Remark};
use crate::domain::body::{Feet, Side};
use crate::domain::record::Pain;
use crate::domain::session::{Cue, CueKind};
use crate::domain::time::Now;
use crate::domain::words::{Rated, Whose};
use crate::ui::effect::{Effect, Turn};

impl Player {
    /// Pain now, on the side whose work is judged; where both are worked together, on the sore one, or on both if both are.
    pub(super) fn rate(&mut self, value: u8, now: Now) -> Turn {
        let Ok(value) = Pain::try_from(value) else { return Turn::nothing() };
        let cues = self.session.advance(now.moment);
        let turn = self.after(cues, now);
        let judged = self.session.judged(now.moment);
        let plan = self.session.plan();
        let asked = judged.side.map_or(plan.choice.sore, Feet::from);
        let limit = plan.blocks.get(judged.block).and_then(|block| plan.steps.get(block.step)?.limit);
        let movable = Side::BOTH.into_iter().all(|side| plan.blocks.iter().any(|block| block.side == Some(side)));
        let shown = plan.block_of(self.session.at());
        let is_other_step = plan.blocks.get(judged.block).is_some_and(|block| block.step != shown.step);
        let (feet, keep) = self.during.rate(asked, value, now);
        let whose = match judged.side.zip(shown.side) {
            _ if feet != asked => Whose::Moved,
            Some((rated, shown)) if rated != shown => Whose::Before,
            _ if is_other_step => Whose::StepBefore,
            _ if self.session.is_between() || plan.settles(judged.block) => Whose::Coming,
            _ => Whose::Shown,
        };
        let rated = Rated { feet, value, limit, limits: self.limits, whose, movable };
        let mut turn = self.say_rated(rated, (turn, keep), now);
        if let Some(kind) = heard_of(&rated) {
            // Whoever gave it does not look at the screen.
            add_cue(&mut turn, Cue { kind, segment: self.session.at(), at: now.moment });
        }
        turn
    }

    /// Whether the last rating can still be given to the other side.
    pub fn is_rating_movable(&self, now: Now) -> bool {
        self.during.is_movable(now.moment)
    }

    /// The last rating is for the other side.
    pub(super) fn move_over(&mut self, now: Now) -> Turn {
        let cues = self.session.advance(now.moment);
        let turn = self.after(cues, now);
        let Some((rated, (side, keep))) = self.rated.zip(self.during.move_over(now)) else { return turn };
        let rated = Rated { feet: side.into(), whose: Whose::Moved, ..rated };
        self.say_rated(rated, (turn, keep), now)
    }

    fn say_rated(&mut self, rated: Rated, (mut turn, keep): (Turn, Effect), now: Now) -> Turn {
        self.rated = Some(rated);
        self.remark = Some((Remark::Rated(rated), now.moment.plus(READ_FOR)));
        turn.effects.insert(0, keep);
        turn
    }

    /// A rating that was just given, to be said once.
    pub fn take_rated(&mut self) -> Option<Rated> {
        match self.remark {
            Some((Remark::Rated(rated), _)) => {
                self.remark = None;
                Some(rated)
            }
            _ => None,
        }
    }
}

/// What is heard of a number. "Lighten up" is for the work under way alone: to the other side it would be wrong, and what
/// tells of that side is not to be cut off by it.
fn heard_of(rated: &Rated) -> Option<CueKind> {
    rated.is_too_much().then(|| match rated.whose {
        Whose::Shown if rated.is_red() => CueKind::TooMuch(rated.value),
        Whose::Shown => CueKind::AboveLimit(rated.value),
        _ => CueKind::Noted,
    })
}

/// Lets one more cue be heard behind those of a turn.
fn add_cue(turn: &mut Turn, cue: Cue) {
    let cues = turn.effects.iter_mut().find_map(|effect| match effect {
        Effect::Sound(cues) => Some(cues),
        _ => None,
    });
    match cues {
        Some(cues) => cues.push(cue),
        None => turn.effects.push(Effect::Sound(vec![cue])),
    }
}
