//! The cue check: a question in large letters, what was tried, and what to try next.
//!
//! ```text
//!  Cue check                                                     2 of 3     heading
//!  TONE                                                                     what is tried, in large letters
//!  Did you hear the tone?                                                   the question
//!  pw-play was asked to play it.                                            what was tried
//!  Not heard: the bell rings instead. Look at the volume …                  on "no"
//! ```

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::Style;
use ratatui::widgets::Widget;

use super::Look;
use super::page::{Page, below, both_ends, footer};
use super::stage::light_up;
use crate::domain::cues::{Channel, Trial};
use crate::domain::words::capital;
use crate::ui::keymap::{Action, Scope};
use crate::ui::screen::cues::CueCheck;
use crate::ui::widget::sign::Sign;
use crate::ui::widget::text::{Facts, Prose};

impl CueCheck {
    pub(super) fn view(&self, look: Look, (area, buf): (Rect, &mut Buffer)) {
        let page = Page::of(area);
        match self.trial() {
            Some(trial) => self.question(trial, look, (&page, buf)),
            None => self.asked(look, (&page, buf)),
        }
        footer(self.scope(), look, (page.footer, buf));
        light_up(self.lit(look.now.moment), None, look.theme, (area, buf));
    }

    fn question(&self, trial: &Trial, look: Look, (page, buf): (&Page, &mut Buffer)) {
        let theme = look.theme;
        let count = format!("{} of {}", self.number(), self.trials().len());
        both_ends(("Cue check", theme.strong()), (&count, theme.quiet()), (page.heading, buf));
        let large = match trial.channel {
            Channel::Voice => "VOICE",
            Channel::Tone => "TONE",
            Channel::Flash => "FLASH",
        };
        let meaning = (self.answers().of(trial.channel) == Some(false))
            .then(|| format!("{}. {}", capital(&trial.meaning(Some(false))), trial.remedy));
        // The words below it need half of the page, and what is advised all it needs: what was tried has been read then.
        let rows = |text: &str| Prose::new(text, theme.text()).height(page.body.width);
        let advice = meaning.as_deref().map_or(0, |meaning| rows(meaning) + rows(trial.channel.question()));
        let sign = Sign::new(large, theme.strong(), theme).at_most(2);
        let room =
            Rect { height: (page.body.height / 2).min(page.body.height.saturating_sub(advice + 1)), ..page.body };
        let high = sign.height(room);
        sign.render(room, buf);
        let mut y = high + 1;
        let is_tried_shown = advice == 0 || y + advice + rows(&trial.tried) <= page.body.height;
        let mut put = |text: &str, style: Style, gap: u16, buf: &mut Buffer| {
            let prose = Prose::new(text, style);
            let high = prose.height(page.body.width);
            prose.render(below(page.body, y), buf);
            y += high + gap;
        };
        let gap = u16::from(page.body.height >= 14);
        put(trial.channel.question(), theme.strong(), gap, buf);
        if is_tried_shown {
            put(&trial.tried, theme.quiet(), gap, buf);
        }
        if let Some(meaning) = meaning {
            put(&meaning, theme.text(), gap, buf);
        }
    }

    fn asked(&self, look: Look, (page, buf): (&Page, &mut Buffer)) {
        let theme = look.theme;
        both_ends(("Cue check", theme.strong()), ("", theme.quiet()), (page.heading, buf));
        let meanings: Vec<String> = self.trials().iter().map(|trial| self.meaning(trial)).collect();
        let names = self.trials().iter().map(|trial| trial.channel.name());
        let rows: Vec<(&str, &str)> = names.zip(meanings.iter().map(String::as_str)).collect();
        let facts = Facts::new(&rows, theme);
        let high = facts.height(page.body.width);
        facts.render(page.body, buf);
        let text = if rows.is_empty() {
            "The settings switch off the voice, the tones and the flash: there is nothing to check.".to_owned()
        } else {
            let again = look.key(Scope::Home, Action::Cues);
            format!(
                "This holds for this kind of terminal, from the next session on. Press {again} on the home screen to be \
                 asked again."
            )
        };
        Prose::new(&text, theme.quiet()).render(below(page.body, high + u16::from(high > 0)), buf);
    }
}
