import TUIKit

extension ExplorerModel {
  /// Shows a remark until the next key.
  mutating func say(_ text: String) { state.message = text }

  /// Opens the list of themes at the one in use.
  mutating func openThemes() {
    let viewport = ListViewport(selection: state.themeIndex)
    state.overlay = .themes(OverlayState.ThemeState(before: state.themeIndex, viewport: viewport))
  }

  /// Moves in the list; the selected theme is in use at once, Escape goes back to the one before.
  mutating func chooseTheme(_ event: KeyEvent, _ list: OverlayState.ThemeState) {
    var list = list
    let count = options.themes.count
    let height = max(1, OverlayPlace.themes(size, count: count).height - 2)
    switch event.key {
    case .enter:
      state.overlay = nil
      return
    case .escape:
      state.themeIndex = list.before
      state.overlay = nil
      return
    case .up, .character("k"): list.viewport.move(by: -1, count: count, height: height)
    case .down, .character("j"), .character("T"):
      list.viewport.move(by: 1, count: count, height: height)
    case .pageUp: list.viewport.move(by: -height, count: count, height: height)
    case .pageDown: list.viewport.move(by: height, count: count, height: height)
    case .home: list.viewport.move(by: -count, count: count, height: height)
    case .end: list.viewport.move(by: count, count: count, height: height)
    default: return
    }
    state.themeIndex = list.viewport.selection
    state.overlay = .themes(list)
  }

  /// Takes the partner of the theme in use if that fits the terminal's ground better, unless the person chose one.
  mutating func take(background: RGB) {
    guard options.followsTerminal, state.themeIndex == 0, state.overlay == nil else { return }
    let isLight = background.contrast(with: RGB(0, 0, 0)) > background.contrast(with: RGB(0xFFFFFF))
    guard theme.isLight != isLight, let pair = theme.pair,
      let place = options.themes.firstIndex(where: { $0.name == pair && $0.isLight == isLight })
    else { return }
    state.themeIndex = place
  }
}
