//! What is there to read: the cue, the instruction, what comes next, what is being said.

use std::time::Duration;

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::Style;
use ratatui::widgets::Widget;

use super::{STATUS_SAYS_LEFT, Stage};
use crate::domain::motion::place;
use crate::domain::plan::{Block, PlanStep};
use crate::domain::record::Light;
use crate::domain::safety;
use crate::domain::session::{CueKind, Hurting, Standing};
use crate::domain::time::clock;
use crate::domain::words::{self, Rated};
use crate::ui::distance::Distance;
use crate::ui::keymap::{Action, Scope};
use crate::ui::saving::Saved;
use crate::ui::screen::player::{Remark, View};
use crate::ui::theme::Theme;
use crate::ui::view::page::{below, both_ends, hints, line, row, say};
use crate::ui::widget::text::{MEASURE, Prose, columns, fit, wrap};

/// Rows that a cue takes at most.
const MOST_CUE_ROWS: u16 = 2;

/// The narrowest room in which an instruction reads well, in columns.
const READABLE: u16 = 20;

impl Stage<'_> {
    /// What is to be read besides the cue, in a place of its own: the instruction and the care to take, in the near view.
    pub(super) fn reading(&self) -> Vec<&str> {
        if self.view == View::Near { self.instruction() } else { Vec::new() }
    }

    fn instruction(&self) -> Vec<&str> {
        let step = self.glance.step;
        [step.how.as_deref(), step.care.as_deref()].into_iter().flatten().collect()
    }

    /// While paused in the far view, and at a desk all the time, nothing moves for the instruction: as much of it as fits
    /// stands in the first of these rooms, which are free anyway, that holds most of it.
    pub(super) fn read_meanwhile(&self, rooms: &[Rect], buf: &mut Buffer) {
        let is_read = self.paused || self.look.distance == Distance::Arm;
        if !is_read || self.view == View::Near {
            return;
        }
        let all = self.instruction();
        for texts in (1..=all.len()).rev().filter_map(|count| all.get(..count)) {
            let fits = |room: &&Rect| room.width >= READABLE && self.rows_of(texts, room.width) <= room.height + 1;
            if let Some(room) = rooms.iter().find(fits) {
                return self.read(texts, (*room, buf));
            }
        }
    }

    /// The instruction, in what room there is; a paragraph that does not fit is left out whole.
    pub(super) fn read_aloud(&self, place: (Rect, &mut Buffer)) {
        self.read(&self.reading(), place);
    }

    fn read(&self, texts: &[&str], (area, buf): (Rect, &mut Buffer)) {
        let mut room = area;
        for text in texts {
            let prose = Prose::new(text, self.look.theme.text());
            let high = prose.height(room.width);
            if high > room.height {
                break;
            }
            prose.render(room, buf);
            room = below(room, high + 1);
        }
    }

    /// The whole instruction, or the care to take and before it as much of the rest as fits.
    pub(super) fn read_what_fits(&self, (area, buf): (Rect, &mut Buffer)) {
        if self.is_readable_below(0, area) {
            return self.read_aloud((area, buf));
        }
        let step = self.glance.step;
        let theme = self.look.theme;
        let care = Prose::new(step.care.as_deref().unwrap_or_default(), theme.text());
        let high = if step.care.is_some() { care.height(area.width).min(area.height) } else { 0 };
        let (rows, width) = (area.height - high, area.width.min(MEASURE));
        if let Some(how) = step.how.as_deref().filter(|_| rows > 0) {
            let how = fit_rows(how, (width, rows), theme);
            Prose::new(&how, theme.text()).render(Rect { height: rows, ..area }, buf);
        }
        care.render(below(area, rows), buf);
    }

    /// The rows of all there is to read, with an empty one above it.
    pub(super) fn reading_rows(&self, width: u16) -> u16 {
        self.rows_of(&self.reading(), width)
    }

    /// The rows of these paragraphs, each with an empty one.
    fn rows_of(&self, texts: &[&str], width: u16) -> u16 {
        texts.iter().map(|text| Prose::new(text, self.look.theme.text()).height(width) + 1).sum()
    }

    /// Whether all there is to read fits below the first rows of `area`.
    pub(super) fn is_readable_below(&self, rows: u16, area: Rect) -> bool {
        rows + self.reading_rows(area.width) <= area.height + 1
    }

    /// What is to be done, and before it where, if that is not always the same: `Arch. Find a tender spot.`
    pub(super) fn cue(&self) -> String {
        let step = self.glance.step;
        let cue = step.cue.as_deref().unwrap_or(&step.name);
        match place::zone_name(step, &self.glance.beat()) {
            Some(zone) => format!("{}. {cue}", words::capital(zone)),
            None => cue.to_owned(),
        }
    }

    /// Those rows of words that nothing said over them takes away: `taken` of them from below. A notice of so many rows
    /// stands above the keys.
    pub(super) fn words(&self, (taken, notice): (u16, u16), (area, buf): (Rect, &mut Buffer)) {
        let theme = self.look.theme;
        let high = self.cue_rows(area.width);
        let small_print = self.look.distance.reads_small_print();
        if high == 1 || high > area.height.saturating_sub(taken) {
            let cue = opening(&self.cue(), area.width, theme);
            // Without a row of its own, the limit stands beside a cue that leaves the room.
            let limit = if !self.roomy { self.limit_within(area.width, &cue) } else { String::new() };
            both_ends((&cue, theme.strong()), (&limit, theme.quiet()), (row(area, 0), buf));
        } else {
            let measure = self.cue_measure(area.width);
            let cue = fit_rows(&self.cue(), (area.width.min(measure), high), theme);
            let cue = Prose::new(&cue, theme.strong()).measure(measure);
            cue.render(Rect { height: high.min(area.height), ..area }, buf);
        }
        // From far away the limit is what remains of the dose.
        let dose = if small_print { self.dose(area.width) } else { words::limit(self.glance.step).unwrap_or_default() };
        if self.roomy {
            line(&dose, theme.quiet(), (row(area, high), buf));
        }
        let pushed = small_print || (high > 1 && !dose.is_empty());
        // What comes next goes up where a notice needs its row.
        let next_row = if self.roomy { 2 + u16::from(pushed && notice < 2) } else { 1 };
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
        let left =
            if small_print { self.left_in_all(area.width, columns(&next) + columns(&work)) } else { String::new() };
        let beside = if left.is_empty() { 0 } else { columns(&left) + 2 };
        let room = area.width.saturating_sub(beside + columns(&work));
        let next = fit(&next, room, theme) + &work;
        both_ends((&next, theme.text()), (&left, theme.quiet()), (row(area, next_row), buf));
    }

    /// The limit of the step, in fewer words where they stand beside a cue; nothing where not even those fit.
    fn limit_within(&self, width: u16, cue: &str) -> String {
        let long = words::limit(self.glance.step);
        let short = self.glance.step.limit.filter(|limit| *limit > 0).map(|limit| format!("at most {limit}"));
        let fits = |limit: &String| columns(cue) + 2 + columns(limit) <= width;
        long.into_iter().chain(short).find(fits).unwrap_or_default()
    }

    /// What is left of the session, in fewer words where what comes next needs the room. A small window says it at its top.
    fn left_in_all(&self, width: u16, next: u16) -> String {
        let minutes = words::minutes(self.glance.total_left);
        let long = format!("left in all  {minutes}");
        match next + columns(&long) + 2 <= width {
            true => long,
            false if width < STATUS_SAYS_LEFT => String::new(),
            false => format!("{minutes} left"),
        }
    }

    /// Position, pace and limit, in words: where there is no room for all, the last of them.
    fn dose(&self, width: u16) -> String {
        let between = format!(" {} ", self.look.theme.signs().between);
        let all: Vec<String> = words::manner(self.glance.step, &self.glance.beat()).collect();
        let mut said = (0..all.len()).filter_map(|from| Some(all.get(from..)?.join(&between)));
        said.find(|said| columns(said) <= width).unwrap_or_default()
    }

    /// What is said in passing, in no more rows than leave the side, the clock and the phase alone; none while what is not
    /// on disk yet has to be said first.
    pub(super) fn passing(&self, remark: Option<Remark>, width: u16) -> Option<(String, Style)> {
        let theme = self.look.theme;
        let (sentences, style, rows) = match remark? {
            Remark::Rated(_) if matches!(self.look.saved, Saved::NotYet(_)) => return None,
            Remark::Rated(rated) => {
                let saved = if self.look.saved == Saved::Yes { "Saved" } else { "Saving" };
                let mut sentences = rated.sentences(&format!("{} for the other side.", self.key(Action::OtherSide)));
                if let Some(first) = sentences.first_mut() {
                    first.insert_str(0, &format!("{saved}: "));
                }
                // What is said to a value that is too high is worth more than the cue.
                let rows = if rated.is_too_much() && width < 60 { 3 } else { 2 };
                (sentences, self.light(&rated), rows)
            }
            remark => (self.remark_words(remark), theme.strong(), 2),
        };
        Some((as_much(&sentences, width, rows), style))
    }

    /// The rows in which a notice stands above the keys: that of space, and one that what comes next gives it. 0 where it
    /// needs more, and stands over the keys: what comes next stays.
    pub(super) fn rows_above_keys(&self, notice: &str, width: u16) -> u16 {
        let rows = Prose::new(notice, Style::new()).height(width);
        let free = if self.cue_rows(width) == 1 && self.look.distance.reads_small_print() { 2 } else { 1 };
        if self.roomy && rows <= free { rows } else { 0 }
    }

    /// The rows of the cue. In a small window what comes next and the keys keep theirs.
    fn cue_rows(&self, width: u16) -> u16 {
        let text = self.cue();
        let cue = Prose::new(&text, Style::new()).measure(self.cue_measure(width));
        if self.roomy { cue.height(width).min(MOST_CUE_ROWS) } else { 1 }
    }

    /// How long the lines of the cue are: before it loses its end, they are as long as the window allows.
    fn cue_measure(&self, width: u16) -> u16 {
        let rows = Prose::new(&self.cue(), Style::new()).height(width);
        if rows > MOST_CUE_ROWS { width.max(MEASURE) } else { MEASURE }
    }

    pub(super) fn footer(&self, scope: Scope, said: Option<(String, Style)>, (area, buf): (Rect, &mut Buffer)) {
        let theme = self.look.theme;
        let locked = scope == Scope::SessionLocked;
        let (space, lock) = if locked { self.unlocking() } else { Default::default() };
        let (text, style) = match said {
            Some(said) => said,
            None => match self.glance.standing {
                Standing::Held | Standing::Paused if locked => {
                    (format!("{space} goes on. Locked: {lock} twice unlocks."), theme.strong())
                }
                Standing::Counting if locked => {
                    (format!("{space} goes on, when you are ready. Locked: {lock} twice unlocks."), theme.strong())
                }
                Standing::Held => ("Waiting for you. Any key goes on.".into(), theme.strong()),
                Standing::Paused if self.view == View::Far && !self.instruction().is_empty() => {
                    (format!("Any key goes on. {} shows how.", self.key(Action::View)), theme.strong())
                }
                Standing::Paused => ("Any key goes on.".into(), theme.strong()),
                Standing::Counting => ("Any key goes on, when you are ready.".into(), theme.strong()),
                Standing::Running | Standing::Over(_) => return hints(self.near(scope), self.look, (area, buf)),
            },
        };
        say(&text, style, (area, buf));
    }

    /// The key of an action of the session, as a sentence names it.
    fn key(&self, action: Action) -> String {
        self.look.key(Scope::Session, action)
    }

    /// The keys that count while the others are locked: the one that pauses and goes on, and the one that unlocks.
    fn unlocking(&self) -> (String, String) {
        let key = |action| self.look.key(Scope::SessionLocked, action);
        (key(Action::BigButton), key(Action::Lock))
    }

    /// What a remark says, the most important first.
    fn remark_words(&self, remark: Remark) -> Vec<String> {
        let words: &[&str] = match remark {
            Remark::TurnAgain(Action::Skip) => &["Turn the wheel once more to skip this part."],
            Remark::TurnAgain(_) => &["Turn the wheel once more to go back."],
            Remark::Hurt(Hurting::Here) => {
                return vec![safety::LIGHTEN.to_owned(), format!("{} again skips it.", self.key(Action::ThatHurt))];
            }
            Remark::Hurt(Hurting::Before) => &["Noted for before.", safety::LIGHTEN],
            Remark::Hurt(Hurting::Already) => &["Noted.", safety::LIGHTEN],
            Remark::Locked => {
                let (space, lock) = self.unlocking();
                return vec![
                    "Keys are locked.".to_owned(),
                    format!("{space} pauses and goes on; {lock} twice unlocks."),
                ];
            }
            Remark::Unlocked => &["Unlocked."],
            Remark::Heard(hearing) => &[hearing.words()],
            Remark::Again(Action::Lock) => &["Once more to unlock."],
            Remark::Again(Action::Skip) => &["Once more to skip this part."],
            Remark::Again(_) => &["Once more to end here."],
            Remark::Did(CueKind::Skipped) => &["Skipped.", "Back takes it back."],
            Remark::Did(CueKind::WentBack) => &["Back."],
            Remark::Did(CueKind::Added) => &["15 seconds more."],
            Remark::Did(CueKind::Taken) => &["15 seconds less."],
            Remark::Did(CueKind::WillWait) => &["The next part waits for you."],
            Remark::Did(CueKind::WillNotWait) => &["The next part comes by itself."],
            Remark::Did(CueKind::NotedAlready) => &["Noted already, for before."],
            Remark::Did(CueKind::NothingYet) => &["Nothing has begun yet.", "0 to 9 keeps pain now."],
            Remark::Did(CueKind::Swapped) => &["Sides swapped, from here to the end."],
            Remark::Did(CueKind::Away(away)) => return vec![words::away(away), "Paused where you were.".to_owned()],
            Remark::Rated(_) | Remark::Did(_) => &[],
        };
        words.iter().map(|sentence| (*sentence).to_owned()).collect()
    }

    /// The same keys, with the word for the other view.
    const fn near(&self, scope: Scope) -> Scope {
        match (scope, self.view) {
            (Scope::Session, View::Near) => Scope::SessionNear,
            (scope, _) => scope,
        }
    }

    /// The traffic light of a rating; its words say the same.
    fn light(&self, rated: &Rated) -> Style {
        match rated.limits.light(rated.value) {
            Light::Green => self.look.theme.good(),
            Light::Amber => self.look.theme.strong(),
            Light::Red => self.look.theme.attention(),
        }
    }
}

/// The whole of `text` if it fits into so many columns; else as many of its first sentences and clauses as do, or of its
/// words if none does. A sign says that there is more.
fn opening(text: &str, width: u16, theme: &Theme) -> String {
    if columns(text) <= width {
        return text.to_owned();
    }
    let more = format!(" {}", theme.signs().cut);
    let room = width.saturating_sub(columns(&more));
    let ends = text.char_indices().filter(|(_, sign)| matches!(sign, '.' | ',' | ';' | ':' | '!' | '?'));
    let ends = ends.filter(|(at, sign)| text.get(at + sign.len_utf8()..).is_some_and(|rest| rest.starts_with(' ')));
    let openings = ends.filter_map(|(at, sign)| match sign {
        ',' | ';' | ':' => text.get(..at),
        _ => text.get(..at + sign.len_utf8()),
    });
    let opening = openings.take_while(|opening| columns(opening) <= room).last();
    opening.map_or_else(|| fit(text, width, theme), |opening| format!("{opening}{more}"))
}

/// As much of `text` as fits into so many columns and rows, with a sign at its end where it was cut.
fn fit_rows(text: &str, (width, rows): (u16, u16), theme: &Theme) -> String {
    let mut lines: Vec<&str> = wrap(text, width).collect();
    let rows = usize::from(rows);
    if lines.len() <= rows {
        return text.to_owned();
    }
    let rest = lines.split_off(rows.saturating_sub(1)).join(" ");
    let last = fit(&rest, width, theme);
    lines.into_iter().chain([last.as_str()]).collect::<Vec<_>>().join("\n")
}

/// Those of the sentences, the first of them in any case, that fit into `rows` rows.
fn as_much(sentences: &[String], width: u16, rows: u16) -> String {
    sentences.iter().fold(String::new(), |text, sentence| {
        if text.is_empty() {
            return sentence.clone();
        }
        let longer = format!("{text} {sentence}");
        if Prose::new(&longer, Style::new()).height(width) <= rows { longer } else { text }
    })
}
