//! What is wrong in the file: in a line or a few above the settings, and all of it on a page of its own.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::widgets::Widget;

use crate::domain::order;
use crate::domain::text::Clean;
use crate::ui::keymap::{Action, Scope};
use crate::ui::list::Scroll;
use crate::ui::screen::settings::SettingsForm;
use crate::ui::view::Look;
use crate::ui::view::page::below;
use crate::ui::widget::text::{MEASURE, Prose};

/// At most this part of the height is taken by what is wrong, above the settings.
const PART: u16 = 6;

impl SettingsForm {
    /// Says above the settings what is wrong with none of them: whole where there is room, else how much it is and which
    /// key lists it. Where the settings begin.
    pub(super) fn wrong_above(&self, look: Look, (area, buf): (Rect, &mut Buffer)) -> Rect {
        let others = &self.form().others;
        if others.is_empty() {
            return area;
        }
        let said: Vec<String> = others.iter().map(|one| line_of(one.line, &one.text)).collect();
        let style = look.theme.attention();
        let high: u16 = said.iter().map(|text| Prose::new(text, style).height(area.width)).sum();
        let texts = if high <= (area.height / PART).max(1) {
            said
        } else {
            let key = look.key(Scope::Settings, Action::Details);
            vec![match self.form().count_problems() {
                1 => format!("! 1 line is wrong: {key} shows it."),
                count => format!("! {count} lines are wrong: {key} lists them."),
            }]
        };
        let mut rest = area;
        for text in texts {
            let prose = Prose::new(&text, style);
            let high = prose.height(rest.width);
            prose.render(rest, buf);
            rest = below(rest, high);
        }
        below(rest, u16::from(area.height > 24))
    }

    /// All of it, in the order of the file.
    pub(super) fn wrong_page(&self, scroll: &Scroll, look: Look, (area, buf): (Rect, &mut Buffer)) {
        let form = self.form();
        let mut wrong: Vec<(usize, String)> =
            form.others.iter().map(|one| (one.line, line_of(one.line, &one.text))).collect();
        wrong.extend(form.rows.iter().filter_map(|row| {
            let line = row.line?;
            Some((line, line_of(line, row.problem.as_ref()?)))
        }));
        order::by_key(&mut wrong, |(line, _)| *line);
        let width = area.width.min(MEASURE);
        let proses: Vec<Prose> = wrong.iter().map(|(_, text)| Prose::new(text, look.theme.attention())).collect();
        let heights: Vec<u16> = proses.iter().map(|prose| prose.height(width)).collect();
        // Whole ones only: the last page is full.
        let fits = |first: usize| heights.get(first..).unwrap_or_default().iter().sum::<u16>() <= area.height;
        let last = (0..heights.len()).find(|first| fits(*first)).unwrap_or(0);
        let top = scroll.top(u16::try_from(last).unwrap_or(u16::MAX));
        let mut rest = area;
        for (prose, high) in proses.into_iter().zip(&heights).skip(top.into()) {
            prose.render(Rect { width, ..rest }, buf);
            rest = below(rest, *high);
        }
    }
}

/// A mistake as a sentence with its line.
fn line_of(line: usize, text: &str) -> String {
    let text = Clean::visible(text);
    let end = if text.ends_with(['.', '?', ')']) { "" } else { "." };
    format!("! Line {line}: {text}{end}")
}
