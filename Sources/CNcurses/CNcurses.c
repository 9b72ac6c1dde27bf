#define NCURSES_WIDECHAR 1
#define _XOPEN_SOURCE_EXTENDED 1
#define _GNU_SOURCE
#include "CNcurses.h"

#include <curses.h>
#include <fcntl.h>
#include <langinfo.h>
#include <locale.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <term.h>
#include <unistd.h>
#include <wchar.h>

static SCREEN *screen;
static FILE *out_file;
static FILE *in_file;
static bool has_pairs;
// Where ncurses writes while a frame is made, the terminal meanwhile, and the frame's bytes.
static int frame_file = -1;
static int terminal_copy = -1;
static char *frame;
static size_t frame_room;

static FILE *open_copy(int descriptor, const char *mode) {
  int copy = dup(descriptor);
  if (copy < 0) return NULL;
  FILE *file = fdopen(copy, mode);
  if (!file) close(copy);
  return file;
}

bool nc_open(const char *terminal, int output, int input, bool utf8, bool colors) {
  if (screen) return false;
  setlocale(LC_CTYPE, "");
  if (utf8 && strcmp(nl_langinfo(CODESET), "UTF-8") != 0) setlocale(LC_CTYPE, "C.UTF-8");
  out_file = open_copy(output, "w");
  in_file = open_copy(input, "r");
  // The window's size comes from the terminal, not from LINES and COLUMNS.
  use_env(FALSE);
  use_tioctl(TRUE);
  screen = out_file && in_file ? newterm(terminal, out_file, in_file) : NULL;
  if (!screen) {
    nc_close();
    return false;
  }
  // ncurses starts on terminals that only print, and then draws nothing.
  const char *move = tigetstr("cup");
  if (!move || move == (const char *)-1) {
    nc_close();
    return false;
  }
  leaveok(stdscr, TRUE);
  idlok(stdscr, FALSE);
  idcok(stdscr, FALSE);
  scrollok(stdscr, FALSE);
  curs_set(0);
  // start_color succeeds on terminals without colour, where pairs must not be made.
  if (colors && has_colors() && start_color() == OK && COLORS >= 8) {
    has_pairs = use_default_colors() == OK;
  }
  return true;
}

void nc_close(void) {
  if (screen) delscreen(screen);
  if (out_file) fclose(out_file);
  if (in_file) fclose(in_file);
  screen = NULL;
  out_file = NULL;
  in_file = NULL;
  has_pairs = false;
  if (frame_file >= 0) close(frame_file);
  if (terminal_copy >= 0) close(terminal_copy);
  frame_file = terminal_copy = -1;
  free(frame);
  frame = NULL;
  frame_room = 0;
}

int nc_colors(void) { return has_pairs ? COLORS : 0; }

bool nc_has_direct_colors(void) { return has_pairs && tigetflag("RGB") > 0; }

int nc_default_lines(void) { return tigetnum("lines"); }

int nc_default_columns(void) { return tigetnum("cols"); }

/// Padding marks look like $<5/>.
static size_t copy_unpadded(const char *text, char *bytes, size_t size) {
  size_t length = 0;
  if (!text || text == (const char *)-1) return 0;
  while (*text) {
    if (text[0] == '$' && text[1] == '<') {
      const char *end = strchr(text, '>');
      if (end) {
        text = end + 1;
        continue;
      }
    }
    if (length == size) return 0;
    bytes[length++] = *text++;
  }
  return length;
}

size_t nc_capability(const char *name, char *bytes, size_t size) {
  return copy_unpadded(tigetstr(name), bytes, size);
}

size_t nc_cursor_address(int row, int column, char *bytes, size_t size) {
  const char *capability = tigetstr("cup");
  if (!capability || capability == (const char *)-1) return 0;
  return copy_unpadded(tparm(capability, row, column), bytes, size);
}

int nc_pair(int foreground, int background) {
  if (!has_pairs) return 0;
  int pair = alloc_pair(foreground, background);
  return pair < 0 ? 0 : pair;
}

static attr_t attributes_of(uint32_t bits) {
  attr_t attributes = A_NORMAL;
  if (bits & NC_BOLD) attributes |= A_BOLD;
  if (bits & NC_DIM) attributes |= A_DIM;
  if (bits & NC_REVERSE) attributes |= A_REVERSE;
  if (bits & NC_UNDERLINE) attributes |= A_UNDERLINE;
  if (bits & NC_ITALIC) attributes |= A_ITALIC;
  return attributes;
}

static void put_text(int row, int column, const wchar_t *text, uint32_t attributes, int pair) {
  cchar_t cell;
  if (setcchar(&cell, text, attributes_of(attributes), 0, &pair) != OK) return;
  mvadd_wchnstr(row, column, &cell, 1);
}

void nc_put(int row, int column, const uint32_t *scalars, int count, int width, uint32_t attributes, int pair) {
  wchar_t text[CCHARW_MAX + 1] = {0};
  int length = 0;
  bool fits = count > 0 && wcwidth((wchar_t)scalars[0]) == width;
  // Flags are two letters of one column each.
  if (count == 2 && width == 2 && wcwidth((wchar_t)scalars[0]) == 1 && wcwidth((wchar_t)scalars[1]) == 1) {
    for (int i = 0; i < 2; i++) {
      text[0] = (wchar_t)scalars[i];
      put_text(row, column + i, text, attributes, pair);
    }
    return;
  }
  for (int i = 0; fits && i < count && length < CCHARW_MAX; i++) {
    // Joiners and what they join would be drawn beside the base by many terminals.
    if (i > 0 && (scalars[i] == 0x200D || wcwidth((wchar_t)scalars[i]) != 0)) break;
    text[length++] = (wchar_t)scalars[i];
  }
  if (fits) {
    put_text(row, column, text, attributes, pair);
    return;
  }
  for (int i = 0; i < width; i++) put_text(row, column + i, L"?", attributes, pair);
}

// Opens what frames need once; false if the host refuses.
static bool can_collect(void) {
  if (frame_file < 0) frame_file = memfd_create("frame", MFD_CLOEXEC);
  if (terminal_copy < 0) terminal_copy = fcntl(fileno(out_file), F_DUPFD_CLOEXEC, 0);
  return frame_file >= 0 && terminal_copy >= 0;
}

size_t nc_frame(char **bytes) {
  *bytes = NULL;
  // ncurses keeps a buffer of its own, empty between updates, and writes it to the descriptor.
  bool collects = can_collect() && dup2(frame_file, fileno(out_file)) >= 0;
  wnoutrefresh(stdscr);
  doupdate();
  if (!collects) return 0;
  dup2(terminal_copy, fileno(out_file));
  off_t end = lseek(frame_file, 0, SEEK_CUR);
  size_t count = end > 0 ? (size_t)end : 0;
  if (count > frame_room) {
    char *larger = realloc(frame, count);
    if (!larger) count = frame_room;
    if (larger) frame = larger, frame_room = count;
  }
  ssize_t got = pread(frame_file, frame, count, 0);
  lseek(frame_file, 0, SEEK_SET);
  *bytes = frame;
  return got > 0 ? (size_t)got : 0;
}

void nc_redraw(void) { clearok(curscr, TRUE); }

void nc_resize(int height, int width) { resizeterm(height, width); }
