/// Requests and indications on the control path. Pages: `oidrequest/ns-oidrequest-ndis_oid_request`,
/// `ndis/ns-ndis-_ndis_status_indication`.
#pragma once

#include "ndis_base.h"

typedef enum NDIS_REQUEST_TYPE {
  NdisRequestQueryInformation = 0,
  NdisRequestSetInformation = 1,
  NdisRequestQueryStatistics = 2,
  NdisRequestMethod = 12
} NDIS_REQUEST_TYPE;

/// A query, set or method request; its buffer belongs to the originator until it completes.
typedef struct NDIS_OID_REQUEST {
  NDIS_OBJECT_HEADER Header;
  ULONG RequestType;
  NDIS_PORT_NUMBER PortNumber;
  ULONG Timeout;
  PVOID RequestId;
  NDIS_HANDLE RequestHandle;
  union {
    struct {
      NDIS_OID Oid;
      PVOID InformationBuffer;
      ULONG InformationBufferLength;
      ULONG BytesWritten;
      ULONG BytesNeeded;
    } QUERY_INFORMATION;
    struct {
      NDIS_OID Oid;
      PVOID InformationBuffer;
      ULONG InformationBufferLength;
      ULONG BytesRead;
      ULONG BytesNeeded;
    } SET_INFORMATION;
    struct {
      NDIS_OID Oid;
      PVOID InformationBuffer;
      ULONG InputBufferLength;
      ULONG OutputBufferLength;
      ULONG MethodId;
      ULONG BytesWritten;
      ULONG BytesRead;
      ULONG BytesNeeded;
    } METHOD_INFORMATION;
  } DATA;
  UCHAR NdisReserved[16 * sizeof(void *)];
  UCHAR MiniportReserved[2 * sizeof(void *)];
  UCHAR SourceReserved[2 * sizeof(void *)];
  UCHAR SupportedRevision;
  UCHAR Reserved1;
  USHORT Reserved2;
} NDIS_OID_REQUEST, *PNDIS_OID_REQUEST;

/// A status that travels upward. `DestinationHandle` NULL means every binding.
typedef struct NDIS_STATUS_INDICATION {
  NDIS_OBJECT_HEADER Header;
  NDIS_HANDLE SourceHandle;
  NDIS_PORT_NUMBER PortNumber;
  NDIS_STATUS StatusCode;
  ULONG Flags;
  NDIS_HANDLE DestinationHandle;
  PVOID RequestId;
  PVOID StatusBuffer;
  ULONG StatusBufferSize;
  ULONG GuidData1;
  UCHAR GuidRest[12];
  PVOID NdisReserved[4];
} NDIS_STATUS_INDICATION, *PNDIS_STATUS_INDICATION;

_Static_assert(offsetof(NDIS_OID_REQUEST, RequestId) == 16, "NDIS_OID_REQUEST.RequestId");
_Static_assert(offsetof(NDIS_OID_REQUEST, DATA) == 32, "NDIS_OID_REQUEST.DATA");
_Static_assert(offsetof(NDIS_OID_REQUEST, NdisReserved) == 72, "NDIS_OID_REQUEST.NdisReserved");
_Static_assert(offsetof(NDIS_OID_REQUEST, SupportedRevision) == 232, "NDIS_OID_REQUEST.SupportedRevision");
_Static_assert(sizeof(NDIS_OID_REQUEST) == 240, "NDIS_OID_REQUEST");
_Static_assert(offsetof(NDIS_STATUS_INDICATION, StatusBuffer) == 48, "NDIS_STATUS_INDICATION.StatusBuffer");
