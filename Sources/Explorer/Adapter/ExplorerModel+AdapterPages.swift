import Inspection
import TUIKit

extension ExplorerModel {
  /// Runs an action on the Adapter view.
  mutating func runOnAdapter(_ action: ActionID) {
    switch action {
    case .moveUp: moveOnAdapter(by: -1)
    case .moveDown: moveOnAdapter(by: 1)
    case .pageUp: scrollPage(by: 1 - max(2, pageHeight))
    case .pageDown: scrollPage(by: max(2, pageHeight) - 1)
    case .moveTop: scrollPage(by: Int.min / 2)
    case .moveBottom: scrollPage(by: Int.max / 2)
    case .nextPage: stepFacet(by: 1)
    case .previousPage: stepFacet(by: -1)
    case .nextPane, .previousPane:
      state.adapterPages.focus = state.adapterPages.focus == .facets ? .page : .facets
    case .open: openPage()
    default: break
    }
  }

  /// What the pages say of the selected adapter, at a width.
  func adapterText(width: Int) -> AdapterText? {
    guard let snapshot, let adapter = selectedAdapter else { return nil }
    return AdapterText(
      snapshot: snapshot,
      history: history,
      adapter: adapter,
      detail: adapterDetail,
      width: width,
      charset: state.charset
    )
  }

  /// The Adapter view's panes.
  var adapterLayout: AdapterLayout {
    let screen = screenLayout
    var text = adapterText(width: 0)
    return AdapterLayout(
      screen,
      facets: text?.facets ?? [],
      selected: state.adapterPages.facet,
      isZoomed: state.isZoomed
    ) { facet, width in
      text?.width = width
      return text?.lines(facet).count ?? 0
    }
  }

  /// The page that is read, as lines, and how many of them are seen.
  private var page: (lines: Int, height: Int) {
    let layout = adapterLayout
    guard let page = layout.pages.first(where: { $0.facet == state.adapterPages.facet }) else {
      return (0, 1)
    }
    let lines = adapterText(width: page.rect.width - 2)?.lines(page.facet).count ?? 0
    return (lines, max(1, page.rect.height - 1))
  }

  private var pageHeight: Int { page.height }

  private mutating func moveOnAdapter(by step: Int) {
    if state.adapterPages.focus == .facets, screenLayout.kind != .narrow {
      stepFacet(by: step)
    } else {
      scrollPage(by: step)
    }
  }

  private mutating func scrollPage(by distance: Int) {
    let (lines, height) = page
    let last = max(0, lines - height)
    let (moved, isOver) = state.adapterPages.offset.addingReportingOverflow(distance)
    state.adapterPages.offset = min(max(0, isOver ? (distance < 0 ? 0 : last) : moved), last)
  }

  private mutating func stepFacet(by step: Int) {
    // On a large screen the pages are gone through in the order in which they are seen.
    let layout = adapterLayout
    let facets =
      layout.facets == nil && layout.pages.count > 1
      ? layout.pages.map(\.facet) : adapterText(width: 0)?.facets ?? []
    guard !facets.isEmpty else { return }
    let place = facets.firstIndex(of: state.adapterPages.facet) ?? 0
    let next = min(max(0, place + step), facets.count - 1)
    select(facet: facets[next])
  }

  /// Reads another page.
  mutating func select(facet: AdapterFacet) {
    guard state.adapterPages.facet != facet else { return }
    state.adapterPages.facet = facet
    state.adapterPages.offset = 0
  }

  /// Goes where the page's subject can be worked with.
  private mutating func openPage() {
    guard let adapter = selectedAdapter else { return }
    remember()
    switch state.adapterPages.facet {
    case .identifiers, .receive, .link, .limits, .statistics: show(.oids)
    case .queues, .scaling, .interrupts: show(.queues)
    case .events:
      show(.events)
      setEventFilter(adapter.name)
    default:
      show(.stack)
      goTo(row: .adapter(adapter.id))
    }
  }
}
