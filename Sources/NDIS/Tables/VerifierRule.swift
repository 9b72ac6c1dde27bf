/// The rules a driver must keep; the raw value is the rule's name in documents and scripts.
public enum VerifierRule: String, CaseIterable, Sendable {
  /// How bad a broken rule is.
  public enum Severity: String, CaseIterable, Comparable, Sendable {
    /// The driver works, but not as the documentation advises.
    case advice
    /// The driver broke its contract with NDIS.
    case violation
    /// Somebody's packets or memory are at stake.
    case ownership

    /// Orders severities, the lightest first.
    public static func < (left: Severity, right: Severity) -> Bool {
      left.rank < right.rank
    }

    private var rank: Int {
      switch self {
      case .advice: 0
      case .violation: 1
      case .ownership: 2
      }
    }
  }

  /// A function was called above the highest IRQL it allows.
  case irqlTooHigh
  /// A function was called below the IRQL it needs, or with a dispatch flag that is not true.
  case irqlTooLow
  /// A handler returned at another IRQL than it was called at.
  case irqlChanged
  /// An adapter's event came in a state that has no cell for it.
  case adapterState
  /// A filter module's event came in a state that has no cell for it.
  case filterState
  /// A binding's event came in a state that has no cell for it.
  case bindingState
  /// A filter module started a send while it was not running.
  case sendWhilePausedByFilter
  /// A protocol started a send on a binding that was not running.
  case sendWhilePausedByProtocol
  /// Lists were indicated by a party whose state allows no receives.
  case indicateWhilePaused
  /// A send was completed that was complete already.
  case doubleSendCompletion
  /// A received list was returned that was returned already.
  case doubleReturn
  /// A list lent under RESOURCES was returned by a call; the loan had ended by itself.
  case returnUnderResources
  /// A receiver kept or changed the chain of a loan under RESOURCES.
  case loanKept
  /// A pause was completed while lists of this party were still out.
  case leakAtPause
  /// A module, binding or adapter went away while it still held lists.
  case leakAtDetach
  /// A filter passed the original request on instead of a clone.
  case forwardedOriginalOID
  /// A second regular request was given to a party that still holds one.
  case secondOutstandingOID
  /// A party went away with a request that it never completed.
  case oidLeak
  /// A request was completed that was complete already.
  case doubleOIDCompletion
  /// A request was made or completed in a state that allows none.
  case oidInWrongState
  /// A miniport lists or answers an identifier that NDIS answers itself.
  case oidToMiniportAnsweredByNDIS
  /// A miniport does not list an identifier it must implement.
  case mandatoryOIDMissing
  /// A structure header carries the wrong object type.
  case headerType
  /// A structure revision does not fit the version the driver registered.
  case headerRevision
  /// A structure header states fewer bytes than its revision has.
  case headerSize
  /// A driver registered a version that the runtime does not have.
  case versionTooHigh
  /// A driver used something that came with a later version than it is built for, or left before it.
  case laterFeature
  /// A list came back with a data start other than it went out with.
  case retreatNotUndone
  /// The current MDL and its offset do not agree with the data offset.
  case staleCurrentMDL
  /// The used data reach past the end of the MDL chain.
  case dataBeyondChain
  /// A list came back with other buffers or MDLs than it was given with.
  case chainNotRestored
  /// The source handle of a list that another party started was changed.
  case sourceHandleChanged
  /// An originator sent or indicated a list without its own source handle.
  case wrongSourceHandle
  /// A filter sent, indicated or requested from FilterAttach.
  case sendFromAttach
  /// A filter indicated a status from FilterAttach.
  case statusFromAttach
  /// A miniport indicated a status after it was halted.
  case statusAfterHalt
  /// A miniport indicated a status before it had set its registration attributes.
  case statusBeforeRegistration
  /// An adapter was opened outside of ProtocolBindAdapterEx.
  case openOutsideBind
  /// A party still held lists or a request one second after their cancellation.
  case lateCancelAnswer
  /// A parent list was passed on before all its children had come back.
  case parentPassedOnEarly
  /// A parent's child count does not match the children that are out.
  case childCountWrong
  /// A filter that starts sends has no send-complete handler.
  case handlerConsistencySendComplete
  /// A filter that indicates lists of its own has no return handler.
  case handlerConsistencyReturn
  /// A filter with a receive or return handler has no status handler.
  case handlerConsistencyStatus
  /// A filter has a request-complete handler without a request handler, or makes requests without one.
  case handlerConsistencyOIDComplete
  /// A filter changed the restart attributes and has no request handler to answer accordingly.
  case handlerConsistencyOIDRequest
  /// A filter that queues sends has no cancel-send handler.
  case handlerConsistencyCancelSend
  /// A handler that every driver of this kind must have is missing.
  case mandatoryHandlerMissing
  /// A miniport has only one of its check-for-hang and reset handlers.
  case resetHandlersUnpaired
  /// A chain went out of use without being handed on.
  case lostChain
  /// A list was handed on that is not from any pool of this stack.
  case foreignList
  /// A list was handed on or freed by a party that does not hold it.
  case ownershipNotHeld
  /// A list was freed while another party held it.
  case freedWhileOutstanding
  /// A chain of lists, buffers or MDLs runs in a circle.
  case chainLoop
  /// A party's ledger does not balance at a hand-off.
  case ledgerUnbalanced
  /// A list was written by other means than the accessors that mark it.
  case unmarkedChange
  /// A pool was freed while lists of it were in use.
  case poolFreedWithListsOutstanding
  /// A received Ethernet list holds more than one buffer, or none.
  case multipleBuffersPerReceivedList
  /// A list was sent without a buffer.
  case emptySend
  /// A call's SINGLE flag is not true of its whole chain.
  case singleFlagUntrue
  /// A list's flags contradict each other or its packets.
  case listFlagsContradict
  /// Data marked read-only was changed.
  case writeToReadOnlyData
  /// A pause was completed that was complete already, or that nobody asked for.
  case doublePauseCompletion
  /// A restart was completed that was complete already, or that nobody asked for.
  case doubleRestartCompletion
  /// A pause, detach or unbind was answered with a failure; these cannot fail.
  case pauseCannotFail
  /// A miniport failed a change of power state.
  case setPowerCannotFail
  /// A driver asked a miniport in low power for something else than a change of power state.
  case requestInLowPower
  /// A binding was closed with a packet filter, multicast list or wake patterns still set.
  case closeWithStateSet
  /// A filter that failed its restart had changed the restart attributes.
  case restartAttributesEdited
  /// Miniport attributes were set outside of MiniportInitializeEx or in the wrong order.
  case attributesOutsideInitialize
  /// MiniportInitializeEx succeeded without the mandatory attributes.
  case attributesMissing
  /// A reset completed while sends or requests were still held.
  case resetLeavesSends
  /// Data, a request or a status used a port that is not active.
  case portInactive
  /// A deferred call indicated more lists than the receive side throttle allowed.
  case throttleExceeded
  /// See `VerifierRule.table`.
  case timerLeftSet
  /// A monitoring filter changed, dropped or originated data.
  case monitoringFilterChangesData
  /// A function was called with a null handle.
  case nullHandle
  /// A function was called with a handle whose object is gone.
  case staleHandle
}
