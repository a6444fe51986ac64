//! What is there to read: the cue, the instruction, what comes next, what is being said.

use std::time::Duration;

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::Style;
use ratatui::widgets::Widget;

use super::Stage;
use crate::domain::plan::{Block, PlanStep};
use crate::domain::record::{Light, Pain};
use crate::domain::safety;
use crate::domain::session::{CueKind, Standing};
use crate::domain::time::clock;
use crate::domain::words;
use crate::ui::keymap::{Action, Scope};
use crate::ui::saving::Saved;
use crate::ui::screen::player::{Hurting, Remark, View};
use crate::ui::view::page::{below, both_ends, hints, line, row, said, say};
use crate::ui::widget::text::{Prose, columns, fit};

impl Stage<'_> {
    /// What is to be read now besides the cue: the instruction and the care to take, when it is time to read.
    pub(super) fn reading(&self) -> Vec<&str> {
        let step = self.glance.step;
        if self.view == View::Near || self.paused {
            [step.how.as_deref(), step.care.as_deref()].into_iter().flatten().collect()
        } else {
            Vec::new()
        }
    }

    /// The instruction, in what room there is; a paragraph that does not fit is left out whole.
    pub(super) fn read_aloud(&self, (area, buf): (Rect, &mut Buffer)) {
        let mut room = area;
        for text in self.reading() {
            let prose = Prose::new(text, self.look.theme.text());
            let high = prose.height(room.width);
            if high > room.height {
                break;
            }
            prose.render(room, buf);
            room = below(room, high + 1);
        }
    }

    pub(super) fn cue(&self) -> &str {
        let step = self.glance.step;
        step.cue.as_deref().unwrap_or(&step.name)
    }

    /// Where in a small window what comes next stands: below the cue, which if it is long leaves it the row of the keys.
    pub(super) fn next_row(&self, width: u16) -> u16 {
        if self.roomy { 1 } else { Prose::new(self.cue(), self.look.theme.strong()).height(width).min(2) }
    }

    pub(super) fn words(&self, (area, buf): (Rect, &mut Buffer)) {
        let theme = self.look.theme;
        let cue = Prose::new(self.cue(), theme.strong());
        let high = cue.height(area.width).min(2);
        cue.render(Rect { height: high.min(area.height), ..area }, buf);
        let small_print = self.look.distance.reads_small_print();
        if self.roomy && high == 1 && small_print {
            line(&self.dose(), theme.quiet(), (row(area, 1), buf));
        }
        let next_row = if self.roomy { 2 + u16::from(small_print) } else { self.next_row(area.width) };
        let left = match small_print {
            true => format!("left in all  {}", words::minutes(self.glance.total_left)),
            false => String::new(),
        };
        let line = |block: &Block, step: &PlanStep, work: Duration| {
            let work = if work.is_zero() { String::new() } else { format!("  {}", clock(work)) };
            (format!("next  {}", words::block_line(block, step)), work)
        };
        // While getting ready, what comes next is the work of this block.
        let (next, work) = match self.glance.next {
            _ if self.glance.segment.kind.leads() => line(self.glance.block, self.glance.step, self.glance.work),
            Some(next) => line(next.block, next.step, next.work),
            None => ("the last one".to_owned(), String::new()),
        };
        let room = area.width.saturating_sub(columns(&left) + columns(&work) + 2);
        let room = if room < 20 { area.width.saturating_sub(columns(&work)) } else { room };
        let next = fit(&next, room, theme) + &work;
        both_ends((&next, theme.text()), (&left, theme.quiet()), (row(area, next_row), buf));
    }

    /// Pace and limit, in words.
    fn dose(&self) -> String {
        let between = format!(" {} ", self.look.theme.signs().between);
        words::manner(self.glance.step).collect::<Vec<_>>().join(&between)
    }

    pub(super) fn footer(&self, scope: Scope, remark: Option<Remark>, (area, buf): (Rect, &mut Buffer)) {
        let theme = self.look.theme;
        let locked = scope == Scope::SessionLocked;
        let (text, style) = match remark {
            // What is not on disk is said before what was rated.
            Some(Remark::Rated(..)) if matches!(self.look.saved, Saved::NotYet(_)) => {
                said(self.look, (area, buf));
                return;
            }
            Some(Remark::Rated(feet, value, limit)) => {
                let saved = if self.look.saved == Saved::Yes { "Saved" } else { "Saving" };
                (format!("{saved}: {}", words::rated(feet, value, limit)), self.light(value))
            }
            Some(remark) => (remark_words(remark), theme.strong()),
            None if said(self.look, (area, buf)) => return,
            None => match self.glance.standing {
                Standing::Held | Standing::Paused if locked => {
                    ("Space goes on. Locked: k twice unlocks.".into(), theme.strong())
                }
                Standing::Counting if locked => {
                    ("Space goes on, when you are ready. Locked: k twice unlocks.".into(), theme.strong())
                }
                Standing::Held => ("Waiting for you. Any key goes on.".into(), theme.strong()),
                Standing::Paused => ("Any key goes on.".into(), theme.strong()),
                Standing::Counting => ("Any key goes on, when you are ready.".into(), theme.strong()),
                Standing::Running | Standing::Over(_) if self.next_row(area.width) > 1 => return,
                Standing::Running | Standing::Over(_) => return hints(self.near(scope), self.look, (area, buf)),
            },
        };
        say(&text, style, (area, buf));
    }

    /// The same keys, with the word for the other view.
    const fn near(&self, scope: Scope) -> Scope {
        match (scope, self.view) {
            (Scope::Session, View::Near) => Scope::SessionNear,
            (scope, _) => scope,
        }
    }

    /// The traffic light of a rating; its words say the same.
    const fn light(&self, value: Pain) -> Style {
        match value.light() {
            Light::Green => self.look.theme.good(),
            Light::Amber => self.look.theme.strong(),
            Light::Red => self.look.theme.attention(),
        }
    }
}

fn remark_words(remark: Remark) -> String {
    match remark {
        Remark::TurnAgain(Action::Skip) => "Turn the wheel once more to skip this part.".into(),
        Remark::TurnAgain(_) => "Turn the wheel once more to go back.".into(),
        Remark::Hurt(Hurting::Here) => format!("{} h again skips it.", safety::LIGHTEN),
        Remark::Hurt(Hurting::Before) => format!("Noted for before. {}", safety::LIGHTEN),
        Remark::Hurt(Hurting::Already) => format!("Noted. {}", safety::LIGHTEN),
        Remark::Rated(..) => String::new(),
        Remark::Locked => "Keys are locked. Space pauses and goes on; k twice unlocks.".into(),
        Remark::Unlocked => "Unlocked.".into(),
        Remark::Heard(hearing) => hearing.words().into(),
        Remark::Again(Action::Lock) => "Once more to unlock.".into(),
        Remark::Again(Action::Skip) => "Once more to skip this part.".into(),
        Remark::Again(_) => "Once more to end here.".into(),
        Remark::Did(CueKind::Skipped) => "Skipped. Back takes it back.".into(),
        Remark::Did(CueKind::WentBack) => "Back.".into(),
        Remark::Did(CueKind::Added) => "15 seconds more.".into(),
        Remark::Did(CueKind::Taken) => "15 seconds less.".into(),
        Remark::Did(CueKind::WillWait) => "The next part waits for you.".into(),
        Remark::Did(CueKind::WillNotWait) => "The next part comes by itself.".into(),
        Remark::Did(CueKind::Swapped) => "Sides swapped, from here to the end.".into(),
        Remark::Did(CueKind::Away(away)) => format!("{} Paused where you were.", words::away(away)),
        Remark::Did(_) => String::new(),
    }
}
