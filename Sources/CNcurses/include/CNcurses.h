/// What the product uses of ncurses: output and the terminal description. Input is decoded elsewhere.
#pragma once

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum {
  NC_BOLD = 1,
  NC_DIM = 2,
  NC_REVERSE = 4,
  NC_UNDERLINE = 8,
  NC_ITALIC = 16,
};

/// Starts ncurses on a terminal and changes its modes; the caller sets those it wants after. With `utf8` the character encoding is made UTF-8 even if the locale has none. Without `colors` no sequence about colour is sent, not even a reset.
/// Returns false if the description is unknown or lacks what is needed; nothing is written then.
bool nc_open(const char *terminal, int output, int input, bool utf8, bool colors);
/// Frees what `nc_open` made; writes nothing.
void nc_close(void);

/// Colours of the terminal, 0 or less if it has none; valid after `nc_open`.
int nc_colors(void);
/// Whether colour numbers are RGB values.
bool nc_has_direct_colors(void);
/// Lines and columns of the description.
int nc_default_lines(void);
int nc_default_columns(void);
/// Copies a capability without its padding marks. Returns its length; 0 if absent or longer than `size`.
size_t nc_capability(const char *name, char *bytes, size_t size);
/// Copies the sequence that moves the cursor. Returns its length, or 0.
size_t nc_cursor_address(int row, int column, char *bytes, size_t size);

/// A pair for two colours; -1 is the terminal's own. 0 if the terminal has no colours.
int nc_pair(int foreground, int background);

/// Puts a cluster of at most 5 scalars into the next frame.
///
/// A cluster whose width the C library sees differently is replaced by `?`, so that columns never shift.
void nc_put(int row, int column, const uint32_t *scalars, int count, int width, uint32_t attributes, int pair);
/// Gives the bytes that show what changed, valid until the next call; the caller sends them. Where the host has no memory
/// for them they are sent at once, and 0 is returned.
size_t nc_frame(char **bytes);
/// Makes the next frame hold every cell.
void nc_redraw(void);
/// Takes a new size.
void nc_resize(int height, int width);
