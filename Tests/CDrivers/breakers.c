/// The table of rule breakers.
#include "breakers.h"
#include "CDrivers.h"

void (*BreakerPoke)(void);

void BreakerClearPoke(void) { BreakerPoke = NULL; }
void BreakerRunPoke(void) {
  if (BreakerPoke != NULL) BreakerPoke();
}

#define BREAKERS(X)                                                          \
  X(FILTER, BreakIrqlTooHigh, "irqlTooHigh")                                 \
  X(FILTER, BreakIrqlTooLow, "irqlTooLow")                                   \
  X(FILTER, BreakIrqlChanged, "irqlChanged")                                 \
  X(FILTER, BreakFilterState, "filterState")                                 \
  X(FILTER, BreakSendWhilePaused, "sendWhilePausedByFilter")                 \
  X(FILTER, BreakIndicateWhilePaused, "indicateWhilePaused")                 \
  X(FILTER, BreakDoublePause, "doublePauseCompletion")                       \
  X(FILTER, BreakDoubleRestart, "doubleRestartCompletion")                   \
  X(FILTER, BreakPauseFails, "pauseCannotFail")                              \
  X(FILTER, BreakDoubleSendCompletion, "doubleSendCompletion")               \
  X(FILTER, BreakDoubleReturn, "doubleReturn")                               \
  X(FILTER, BreakOwnershipNotHeld, "ownershipNotHeld")                       \
  X(FILTER, BreakReturnUnderResources, "returnUnderResources")               \
  X(FILTER, BreakLoanKept, "loanKept")                                       \
  X(FILTER, BreakLeakAtPause, "leakAtPause")                                 \
  X(FILTER, BreakLeakAtDetach, "leakAtDetach")                               \
  X(FILTER, BreakPoolFreed, "poolFreedWithListsOutstanding")                 \
  X(FILTER, BreakRetreatNotUndone, "retreatNotUndone")                       \
  X(FILTER, BreakStaleCurrentMdl, "staleCurrentMDL")                         \
  X(FILTER, BreakDataBeyondChain, "dataBeyondChain")                         \
  X(FILTER, BreakChainNotRestored, "chainNotRestored")                       \
  X(FILTER, BreakSourceHandleChanged, "sourceHandleChanged")                 \
  X(FILTER, BreakWrongSourceHandle, "wrongSourceHandle")                     \
  X(FILTER, BreakParentPassedOnEarly, "parentPassedOnEarly")                 \
  X(FILTER, BreakForeignList, "foreignList")                                 \
  X(FILTER, BreakFreedWhileOutstanding, "freedWhileOutstanding")             \
  X(FILTER, BreakChainLoop, "chainLoop")                                     \
  X(FILTER, BreakEmptySend, "emptySend")                                     \
  X(FILTER, BreakBuffersPerReceivedList, "multipleBuffersPerReceivedList")   \
  X(FILTER, BreakReadOnlyData, "writeToReadOnlyData")                        \
  X(MONITOR, BreakMonitoring, "monitoringFilterChangesData")                 \
  X(FILTER, BreakSendFromAttach, "sendFromAttach")                           \
  X(FILTER, BreakStatusFromAttach, "statusFromAttach")                       \
  X(REFUSED, BreakMandatoryHandler, "mandatoryHandlerMissing")               \
  X(REFUSED, BreakConsistencyStatus, "handlerConsistencyStatus")             \
  X(FILTER, BreakConsistencyOidComplete, "handlerConsistencyOIDComplete")    \
  X(FILTER, BreakConsistencySendComplete, "handlerConsistencySendComplete")  \
  X(FILTER, BreakConsistencyReturn, "handlerConsistencyReturn")              \
  X(REFUSED, BreakHeaderType, "headerType")                                  \
  X(REFUSED, BreakHeaderRevision, "headerRevision")                          \
  X(REFUSED, BreakRevisionOfVersion, "headerRevision")                       \
  X(REFUSED, BreakHeaderSize, "headerSize")                                  \
  X(REFUSED, BreakVersionTooHigh, "versionTooHigh")                          \
  X(FILTER, BreakNullHandle, "nullHandle")                                   \
  X(FILTER, BreakForeignHandle, "staleHandle")                               \
  X(FILTER, BreakStaleHandle, "staleHandle")                                 \
  X(FILTER, BreakForwardedOriginal, "forwardedOriginalOID")                  \
  X(FILTER, BreakSecondOutstanding, "secondOutstandingOID")                  \
  X(FILTER, BreakOidLeak, "oidLeak")                                         \
  X(FILTER, BreakDoubleOidCompletion, "doubleOIDCompletion")                 \
  X(FILTER, BreakOidInWrongState, "oidInWrongState")                         \
  X(FILTER, BreakLateCancel, "lateCancelAnswer")                             \
  X(MINIPORT, BreakStatusBeforeRegistration, "statusBeforeRegistration")     \
  X(MINIPORT, BreakAttributesMissing, "attributesMissing")                   \
  X(MINIPORT, BreakAttributesOutside, "attributesOutsideInitialize")         \
  X(MINIPORT, BreakReceiveWhilePaused, "indicateWhilePaused")                \
  X(MINIPORT, BreakStatusAfterHalt, "statusAfterHalt")                       \
  X(REFUSED, BreakResetUnpaired, "resetHandlersUnpaired")                    \
  X(REFUSED, BreakMiniportHeaderSize, "headerSize")                          \
  X(PROTOCOL, BreakOpenOutsideBind, "openOutsideBind")                       \
  X(PROTOCOL, BreakProtocolSendWhilePaused, "sendWhilePausedByProtocol")     \
  X(PROTOCOL, BreakCloseWithState, "closeWithStateSet")                      \
  X(PROTOCOL, BreakBindingState, "bindingState")                             \
  X(PROTOCOL, BreakProtocolDoubleReturn, "doubleReturn")                     \
  X(PROTOCOL, BreakProtocolReturnUnderResources, "returnUnderResources")     \
  X(REFUSED, BreakProtocolHeaderType, "headerType")

#define DECLARE(kind, entry, rule) NTSTATUS entry(PDRIVER_OBJECT, PUNICODE_STRING);
BREAKERS(DECLARE)

#define ROW(kind, entry, rule) {#entry, rule, BREAKER_##kind, entry},
static const BREAKER Breakers[] = {BREAKERS(ROW)};

ULONG BreakerCount(void) { return sizeof(Breakers) / sizeof(Breakers[0]); }
BREAKER BreakerAt(ULONG Index) { return Breakers[Index]; }
