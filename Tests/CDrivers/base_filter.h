/// A correct filter from which each rule breaker differs in one handler.
#pragma once

#include "CDrivers.h"

#define BASE_TAG 0x45534142

typedef struct BASE_MODULE {
  NDIS_HANDLE Handle;
  NDIS_HANDLE Pool;
  /// The clone that is out, and a request that is kept.
  PNDIS_OID_REQUEST Clone;
  PNDIS_OID_REQUEST Kept;
  PNET_BUFFER_LIST List;
  BOOLEAN OwnIsBack;
  NDIS_SPIN_LOCK Lock;
} BASE_MODULE, *PBASE_MODULE;

/// The module attached last; NULL after its detach.
extern PBASE_MODULE BaseModule;

NDIS_STATUS BaseAttach(NDIS_HANDLE, NDIS_HANDLE, PNDIS_FILTER_ATTACH_PARAMETERS);
void BaseDetach(NDIS_HANDLE);
NDIS_STATUS BaseRestart(NDIS_HANDLE, PNDIS_FILTER_RESTART_PARAMETERS);
NDIS_STATUS BasePause(NDIS_HANDLE, PNDIS_FILTER_PAUSE_PARAMETERS);
void BaseSend(NDIS_HANDLE, PNET_BUFFER_LIST, NDIS_PORT_NUMBER, ULONG);
void BaseSendComplete(NDIS_HANDLE, PNET_BUFFER_LIST, ULONG);
void BaseReceive(NDIS_HANDLE, PNET_BUFFER_LIST, NDIS_PORT_NUMBER, ULONG, ULONG);
void BaseReturn(NDIS_HANDLE, PNET_BUFFER_LIST, ULONG);
NDIS_STATUS BaseOidRequest(NDIS_HANDLE, PNDIS_OID_REQUEST);
void BaseOidRequestComplete(NDIS_HANDLE, PNDIS_OID_REQUEST, NDIS_STATUS);
void BaseCancelOidRequest(NDIS_HANDLE, PVOID);
void BaseStatus(NDIS_HANDLE, PNDIS_STATUS_INDICATION);

/// The characteristics of the correct filter.
NDIS_FILTER_DRIVER_CHARACTERISTICS BaseCharacteristics(void);
/// Registers and readies what all breakers share.
NTSTATUS BaseRegister(PDRIVER_OBJECT DriverObject, PNDIS_FILTER_DRIVER_CHARACTERISTICS Characteristics);

/// A list of the module's own with 60 bytes of data, its source handle set.
PNET_BUFFER_LIST BaseAllocate(PBASE_MODULE Module);
NDIS_STATUS BaseSetAttributes(NDIS_HANDLE Handle, PBASE_MODULE Module);
/// An OID request to make, over static storage.
PNDIS_OID_REQUEST BaseQuery(void);
/// Indicates a media-specific status.
void BaseIndicateStatus(NDIS_HANDLE Handle);

/// Defines the entry of a breaker that replaces `member` of the characteristics.
#define BREAKER_ENTRY(name, member, value)                                        \
  NTSTATUS name(PDRIVER_OBJECT DriverObject, PUNICODE_STRING RegistryPath) {      \
    UNREFERENCED_PARAMETER(RegistryPath);                                         \
    NDIS_FILTER_DRIVER_CHARACTERISTICS c = BaseCharacteristics();                 \
    c.member = value;                                                             \
    return BaseRegister(DriverObject, &c);                                        \
  }
