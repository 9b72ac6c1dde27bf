/// The table of rule breakers.
#include "breakers.h"
#include "CDrivers.h"

#include <pthread.h>

void (*BreakerPoke)(void);

void BreakerClearPoke(void) { BreakerPoke = NULL; }
void BreakerRunPoke(void) {
  if (BreakerPoke != NULL) BreakerPoke();
}

static BOOLEAN Held;
static BOOLEAN Misbehaved;

void BreakerHold(BOOLEAN IsHeld) { Held = IsHeld; }
void BreakerReset(void) { Misbehaved = FALSE; }
BOOLEAN BreakerOnce(void) {
  if (Held || Misbehaved) return FALSE;
  Misbehaved = TRUE;
  return TRUE;
}

static pthread_mutex_t Turn = PTHREAD_MUTEX_INITIALIZER;
void BreakerBegin(void) { pthread_mutex_lock(&Turn); }
void BreakerEnd(void) { pthread_mutex_unlock(&Turn); }

#define BREAKERS(X)                                                                     \
  X(FILTER, BreakIrqlTooHigh, "irqlTooHigh", "attach")                                  \
  X(FILTER, BreakIrqlTooLow, "irqlTooLow", "top send")                                  \
  X(FILTER, BreakIrqlChanged, "irqlChanged", "send")                                    \
  X(FILTER, BreakFilterState, "filterState", "restart")                                 \
  X(FILTER, BreakSendWhilePaused, "sendWhilePausedByFilter", "restart")                 \
  X(FILTER, BreakIndicateWhilePaused, "indicateWhilePaused", "restart")                 \
  X(FILTER, BreakDoublePause, "doublePauseCompletion", "restart")                       \
  X(FILTER, BreakDoubleRestart, "doubleRestartCompletion", "restart")                   \
  X(FILTER, BreakPauseFails, "pauseCannotFail", "restart")                              \
  X(FILTER, BreakDoubleSendCompletion, "doubleSendCompletion", "send")                  \
  X(FILTER, BreakDoubleReturn, "doubleReturn", "receive")                               \
  X(FILTER, BreakOwnershipNotHeld, "ownershipNotHeld", "send")                          \
  X(FILTER, BreakReturnUnderResources, "returnUnderResources", "lend")                  \
  X(FILTER, BreakLoanKept, "loanKept", "lend")                                          \
  X(FILTER, BreakLeakAtPause, "leakAtPause", "receive restart poke")                    \
  X(FILTER, BreakLeakAtDetach, "leakAtDetach", "restart detach")                        \
  X(FILTER, BreakPoolFreed, "poolFreedWithListsOutstanding", "detach")                  \
  X(FILTER, BreakRetreatNotUndone, "retreatNotUndone", "send")                          \
  X(FILTER, BreakStaleCurrentMdl, "staleCurrentMDL", "send")                            \
  X(FILTER, BreakDataBeyondChain, "dataBeyondChain", "send")                            \
  X(FILTER, BreakChainNotRestored, "chainNotRestored", "send")                          \
  X(FILTER, BreakSourceHandleChanged, "sourceHandleChanged", "send")                    \
  X(FILTER, BreakWrongSourceHandle, "wrongSourceHandle", "send")                        \
  X(FILTER, BreakParentPassedOnEarly, "parentPassedOnEarly", "send")                    \
  X(FILTER, BreakForeignList, "foreignList", "send")                                    \
  X(FILTER, BreakFreedWhileOutstanding, "freedWhileOutstanding", "send")                \
  X(FILTER, BreakChainLoop, "chainLoop", "send")                                        \
  X(FILTER, BreakEmptySend, "emptySend", "send")                                        \
  X(FILTER, BreakBuffersPerReceivedList, "multipleBuffersPerReceivedList", "receive")   \
  X(FILTER, BreakReadOnlyData, "writeToReadOnlyData", "readOnly")                       \
  X(FILTER, BreakChildCount, "childCountWrong", "send")                                 \
  X(FILTER, BreakSingleFlag, "singleFlagUntrue", "receive")                             \
  X(FILTER, BreakListFlags, "listFlagsContradict", "send")                              \
  X(FILTER, BreakLaterSlot, "laterFeature", "receive")                                  \
  X(FILTER, BreakUncancellable, "handlerConsistencyCancelSend", "send cancelSend poke") \
  X(MONITOR, BreakMonitoring, "monitoringFilterChangesData", "receive")                 \
  X(FILTER, BreakSendFromAttach, "sendFromAttach", "attach")                            \
  X(FILTER, BreakStatusFromAttach, "statusFromAttach", "attach")                        \
  X(REFUSED, BreakMandatoryHandler, "mandatoryHandlerMissing", "load")                  \
  X(REFUSED, BreakConsistencyStatus, "handlerConsistencyStatus", "load")                \
  X(FILTER, BreakConsistencyOidComplete, "handlerConsistencyOIDComplete", "attach")     \
  X(FILTER, BreakConsistencySendComplete, "handlerConsistencySendComplete", "send")     \
  X(FILTER, BreakConsistencyReturn, "handlerConsistencyReturn", "receive")              \
  X(REFUSED, BreakHeaderType, "headerType", "load")                                     \
  X(REFUSED, BreakHeaderRevision, "headerRevision", "load")                             \
  X(REFUSED, BreakRevisionOfVersion, "headerRevision", "load")                          \
  X(REFUSED, BreakHeaderSize, "headerSize", "load")                                     \
  X(REFUSED, BreakVersionTooHigh, "versionTooHigh", "load")                             \
  X(FILTER, BreakNullHandle, "nullHandle", "send")                                      \
  X(FILTER, BreakTimerLeftSet, "timerLeftSet", "detach")                                \
  X(FILTER, BreakForeignHandle, "staleHandle", "send")                                  \
  X(FILTER, BreakStaleHandle, "staleHandle", "detach poke")                             \
  X(FILTER, BreakForwardedOriginal, "forwardedOriginalOID", "query")                    \
  X(FILTER, BreakSecondOutstanding, "secondOutstandingOID", "query")                    \
  X(FILTER, BreakOidLeak, "oidLeak", "query detach")                                    \
  X(FILTER, BreakDoubleOidCompletion, "doubleOIDCompletion", "query")                   \
  X(FILTER, BreakOidInWrongState, "oidInWrongState", "detach")                          \
  X(FILTER, BreakLateCancel, "lateCancelAnswer", "cancel poke")                         \
  X(MINIPORT, BreakStatusBeforeRegistration, "statusBeforeRegistration", "plug")        \
  X(MINIPORT, BreakAttributesMissing, "attributesMissing", "plug")                      \
  X(MINIPORT, BreakAttributesOutside, "attributesOutsideInitialize", "plug")            \
  X(MINIPORT, BreakReceiveWhilePaused, "indicateWhilePaused", "plug")                   \
  X(MINIPORT, BreakStatusAfterHalt, "statusAfterHalt", "plug")                          \
  X(MINIPORT, BreakListsNdisOid, "oidToMiniportAnsweredByNDIS", "plug")                 \
  X(MINIPORT, BreakListsTooLittle, "mandatoryOIDMissing", "plug")                       \
  X(REFUSED, BreakResetUnpaired, "resetHandlersUnpaired", "load")                       \
  X(REFUSED, BreakMiniportHeaderSize, "headerSize", "load")                             \
  X(PROTOCOL, BreakOpenOutsideBind, "openOutsideBind", "restart")                       \
  X(PROTOCOL, BreakProtocolSendWhilePaused, "sendWhilePausedByProtocol", "restart")     \
  X(PROTOCOL, BreakCloseWithState, "closeWithStateSet", "unbind")                       \
  X(PROTOCOL, BreakBindingState, "bindingState", "restart")                             \
  X(PROTOCOL, BreakProtocolDoubleReturn, "doubleReturn", "receive")                     \
  X(PROTOCOL, BreakProtocolReturnUnderResources, "returnUnderResources", "alone lend")  \
  X(REFUSED, BreakProtocolHeaderType, "headerType", "load")

#define DECLARE(kind, entry, rule, steps) NTSTATUS entry(PDRIVER_OBJECT, PUNICODE_STRING);
BREAKERS(DECLARE)

#define ROW(kind, entry, rule, steps) {#entry, rule, BREAKER_##kind, entry, steps},
static const BREAKER Breakers[] = {BREAKERS(ROW)};

ULONG BreakerCount(void) { return sizeof(Breakers) / sizeof(Breakers[0]); }
BREAKER BreakerAt(ULONG Index) { return Breakers[Index]; }
