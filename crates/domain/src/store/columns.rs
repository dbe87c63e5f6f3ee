//! Rows read by place: a column is taken where it stands, not looked up by its name in every row.
//!
//! What is read on every page is declared with [`columns!`], whose fields stand in the order of the statement's columns.
//! Debug builds compare each field with the column's name, so that every test proves the order.

use rusqlite::types::ValueRef;

use super::row::{Column, Row};
use crate::{Error, Result};

/// The columns of one row, taken one after another.
pub(crate) struct Columns<'r> {
    row: Row<'r>,
    next: usize,
}

/// Something that is made of the next columns of a row.
pub(crate) trait FromColumns: Sized {
    /// Takes as many columns as it has fields.
    fn from_columns(columns: &mut Columns<'_>) -> Result<Self>;
}

impl<'r> Columns<'r> {
    pub(super) fn of(row: Row<'r>) -> Self {
        Self { row, next: 0 }
    }

    /// The next column, which the statement calls `name`.
    pub(crate) fn take<T: Column>(&mut self, name: &str) -> Result<T> {
        let at = self.next;
        self.next += 1;
        if cfg!(debug_assertions) {
            self.expect(at, name)?;
        }
        match self.row {
            Row::InPlace(row) => row
                .get_ref(at)
                .ok()
                .and_then(T::kept)
                .ok_or_else(|| Error::internal(format!("column {name} holds something else"))),
            Row::Fetched(row) => Ok(row.try_get_by_index(at)?),
        }
    }

    /// Whether the column `ahead` of the next one is empty: where a row was joined that need not be there.
    pub(crate) fn absent(&self, ahead: usize) -> Result<bool> {
        let at = self.next + ahead;
        Ok(match self.row {
            Row::InPlace(row) => row.get_ref(at).is_ok_and(|value| value == ValueRef::Null),
            Row::Fetched(row) => row.try_get_by_index::<Option<i64>>(at)?.is_none(),
        })
    }

    fn expect(&self, at: usize, name: &str) -> Result<()> {
        let found = match self.row {
            Row::InPlace(row) => row.as_ref().column_name(at).unwrap_or_default().to_owned(),
            Row::Fetched(row) => row.column_names().get(at).cloned().unwrap_or_default(),
        };
        if found == name { Ok(()) } else { Err(Error::internal(format!("column {at} is {found}, not {name}"))) }
    }
}

/// Declares a row whose fields stand in the order of the statement's columns.
macro_rules! columns {
    ($(#[$meta:meta])* $vis:vis struct $name:ident {
        $($(#[$of:meta])* $field_vis:vis $field:ident: $type:ty),+ $(,)?
    }) => {
        $(#[$meta])*
        $vis struct $name {
            $($(#[$of])* $field_vis $field: $type,)+
        }

        impl $crate::store::FromColumns for $name {
            fn from_columns(columns: &mut $crate::store::Columns<'_>) -> $crate::Result<Self> {
                Ok(Self { $($field: columns.take(stringify!($field))?,)+ })
            }
        }
    };
}
pub(crate) use columns;
