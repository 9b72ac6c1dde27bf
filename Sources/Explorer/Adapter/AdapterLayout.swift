import TUIKit

/// How the Adapter view shares out its part of the screen.
struct AdapterLayout: Equatable {
  /// One page and where it is.
  struct Page: Equatable {
    var facet: AdapterFacet
    var rect: Rect
  }

  /// The list of pages; nil where all of them are seen, or none but one.
  var facets: Rect?
  /// The pages that are seen.
  var pages: [Page] = []

  /// Columns of pages on a large screen.
  private static let columns: [[AdapterFacet]] = [
    [.state, .link, .addresses, .driver, .receive, .timers, .versions],
    [.diagnosis, .bindings, .filters, .ledger, .queues, .interrupts, .settings],
    [
      .statistics, .identifiers, .limits, .offload, .scaling, .ports, .interfaces, .power, .events,
    ],
  ]

  /// Shares out.
  ///
  /// - Parameters:
  ///   - screen: the screen.
  ///   - facets: the pages that have something to say.
  ///   - selected: the page that is read; it gets its lines before others do.
  ///   - isZoomed: the page that is read has all the room.
  ///   - height: lines of a page at a width.
  init(
    _ screen: ScreenLayout,
    facets: [AdapterFacet],
    selected: AdapterFacet,
    isZoomed: Bool = false,
    height: (AdapterFacet, Int) -> Int
  ) {
    let body = screen.body
    if isZoomed, screen.kind != .statusLine {
      pages = [Page(facet: selected, rect: body)]
      return
    }
    switch screen.kind {
    case .statusLine: break
    case .narrow: pages = [Page(facet: selected, rect: body)]
    case .normal:
      let parts = body.columns([.cells(17), .cells(1), .weight(1)])
      self.facets = parts[0]
      pages = [Page(facet: selected, rect: parts[2])]
      // The first page leaves room for what deserves attention.
      let wanted = 1 + height(.state, parts[2].width - 2)
      if selected == .state, wanted + 4 <= parts[2].height {
        let halves = parts[2].rows([.cells(wanted + 1), .weight(1)])
        pages = [
          Page(facet: .state, rect: halves[0]), Page(facet: .diagnosis, rect: halves[1]),
        ]
      }
    case .dashboard:
      let parts = body.columns([
        .weight(33), .cells(1), .weight(34), .cells(1), .weight(33),
      ])
      for (index, column) in Self.columns.enumerated() {
        let here = column.filter { facets.contains($0) }
        let area = parts[index * 2]
        let heights = Self.share(
          here.map { 1 + height($0, area.width - 2) },
          in: area.height,
          first: here.firstIndex(of: selected)
        )
        var y = area.y
        for (facet, height) in zip(here, heights) where height > 0 {
          pages.append(
            Page(facet: facet, rect: Rect(x: area.x, y: y, width: area.width, height: height))
          )
          y += height
        }
      }
    }
  }

  /// Heights of pages in a column: what they want if there is room, else a few lines for each, the selected one first.
  static func share(_ wanted: [Int], in height: Int, first: Int?) -> [Int] {
    guard !wanted.isEmpty else { return [] }
    var heights = wanted.map { min($0, 3) }
    var rest = height - heights.reduce(0, +)
    let order = (first.map { [$0] } ?? []) + wanted.indices.filter { $0 != first }
    for index in order where rest > 0 {
      let more = min(rest, wanted[index] - heights[index])
      heights[index] += more
      rest -= more
    }
    if rest > 0 { heights[heights.count - 1] += rest }
    // A column too low for a few lines of each loses the last ones.
    var room = height
    return heights.map { wanted in
      let height = min(wanted, max(0, room))
      room -= height
      return height
    }
  }
}
